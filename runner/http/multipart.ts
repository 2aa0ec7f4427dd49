import { randomBytes } from 'node:crypto';
import type { BodyPart } from '../../lib/plan/body.ts';
import { compileText, joined, type Text, type TextContext } from '../vu/text.ts';
import type { Values } from '../vu/values.ts';
import type { CompiledBody } from './body.ts';

type Piece = Text | Uint8Array;

/** Compiles a `multipart/form-data` body (RFC 7578). Large bytes that never vary are held once per load worker. */
export function compileMultipart(parts: readonly BodyPart[], context: TextContext): CompiledBody {
  // 96 random bits: no content holds it by accident.
  const boundary = `rehearsal-${randomBytes(12).toString('hex')}`;
  const pieces = parts.flatMap((part): Piece[] => [
    joined([`--${boundary}\r\n`, ...headOf(part, context), '\r\n']),
    contentOf(part, context),
    '\r\n',
  ]);
  pieces.push(`--${boundary}--\r\n`);
  const whole = withoutVariation(pieces);
  return {
    content: whole.length === 1 && whole[0] instanceof Uint8Array ? whole[0] : written(whole),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

function headOf({ name, fileName, contentType }: BodyPart, context: TextContext): Text[] {
  const head: Text[] = [`content-disposition: form-data; name="${quoted(name)}"`];
  if (fileName !== undefined) head.push('; filename="', compileText(fileName, context, quoted), '"');
  head.push('\r\n');
  if (contentType !== undefined) head.push(`content-type: ${contentType}\r\n`);
  return head;
}

/** As browsers write names: only what would end the quotes or the line is encoded. */
const quoted = (text: string) => text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

function contentOf(part: BodyPart, context: TextContext): Piece {
  switch (part.type) {
    case 'text':
      return compileText(part.value, context);
    case 'base64':
      return Buffer.from(part.value, 'base64');
    case 'random':
      return randomBytes(part.bytes);
  }
}

/** The same pieces with neighbours that never vary made one. */
function withoutVariation(pieces: readonly Piece[]): (Uint8Array | ((values: Values) => string))[] {
  const result: (Uint8Array | ((values: Values) => string))[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    if (last instanceof Uint8Array && bytes instanceof Uint8Array) {
      result[result.length - 1] = Buffer.concat([last, bytes]);
    } else result.push(bytes);
  }
  return result;
}

const written =
  (pieces: readonly (Uint8Array | ((values: Values) => string))[]) =>
  (values: Values): Uint8Array =>
    Buffer.concat(pieces.map((piece) => (piece instanceof Uint8Array ? piece : Buffer.from(piece(values)))));
