import { MAX_FILE_BYTES } from '../../plan-file/plan-file.ts';
import { Problem } from '../errors.ts';
import { isJson } from '../http-guard.ts';

/** The most that a request may bring, in bytes: the largest plan file as a JSON string, every character of it escaped. */
export const MAX_BODY_BYTES = 2 * MAX_FILE_BYTES + 1000;
/** A body beyond this is not even read to its end, in bytes. */
const MAX_DRAIN_BYTES = 200_000_000;

/**
 * The JSON that a request brought. Throws a Problem for another type, broken JSON, and more than MAX_BODY_BYTES, of
 * which never more than that is kept: the rest is read and thrown away, so that the sender gets to see the answer.
 */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!isJson(type)) throw new Problem('invalid', 'Send the body as application/json.');
  const text = await readText(request);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(
      'invalid',
      `The body is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
    if (bytes > MAX_DRAIN_BYTES) break;
  }
  if (bytes > MAX_BODY_BYTES) {
    throw new Problem(
      'too-large',
      `This is more than ${Math.floor(MAX_BODY_BYTES / 1_000_000)} MB, the most that can be sent here. ` +
        `If it is a plan: its file may have ${MAX_FILE_BYTES / 1_000_000} MB, and fewer rows of data will do.`,
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new Problem('invalid', 'The body is not UTF-8 text.');
  }
}
