import { randomBytes } from 'node:crypto';
import type { Body } from '../../lib/plan/body.ts';
import { compileJsonText, compileText, formField, joined, type Text, type TextContext } from '../vu/text.ts';
import type { Values } from '../vu/values.ts';
import { compileMultipart } from './multipart.ts';

/** Bytes that never vary are made once. The function throws MissingValue. */
export type Content = Uint8Array | ((values: Values) => string | Uint8Array);

/** The body of a request and what its `content-type` header says unless the plan has one of its own. */
export type CompiledBody = { content: Content | null; contentType: string | undefined };

export function compileBody(body: Body | undefined, context: TextContext): CompiledBody {
  switch (body?.type) {
    case undefined:
      return { content: null, contentType: undefined };
    case 'json':
      return { content: bytesOf(compileJsonText(body.content, context)), contentType: 'application/json' };
    case 'raw':
      return {
        content: bytesOf(compileText(body.content, context)),
        contentType: body.contentType ?? 'text/plain; charset=utf-8',
      };
    case 'form':
      return {
        content: bytesOf(compileFields(body.fields, context)),
        contentType: 'application/x-www-form-urlencoded',
      };
    case 'multipart':
      return compileMultipart(body.parts, context);
    case 'random':
      return { content: randomBytes(body.bytes), contentType: body.contentType };
  }
}

const bytesOf = (text: Text): Content => (typeof text === 'string' ? Buffer.from(text) : text);

function compileFields(fields: Record<string, string>, context: TextContext): Text {
  return joined(
    Object.entries(fields).flatMap(([name, value], index) => [
      `${index === 0 ? '' : '&'}${formField(name)}=`,
      compileText(value, context, formField),
    ]),
  );
}
