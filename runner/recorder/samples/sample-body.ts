import type { SampleBody } from '../../../lib/run/snapshot.ts';

/** Characters of a body that are shown. */
const SHOWN = 4096;
/**
 * Bytes that are looked at. So many more than are shown, that a secret of which the end would be cut off is still found
 * and masked as a whole.
 */
export const LOOKED_AT_BYTES = 32 * 1024;

/**
 * The start of a body for a person to read. `content` is the body, or as much of its start as was kept, without its
 * content encoding; null when nothing was. `bytes` is the length of all of it.
 */
export function sampleBody(
  content: string | Uint8Array | null,
  bytes: number,
  redact: (text: string) => string,
): SampleBody | null {
  if (bytes === 0) return null;
  if (content === null || content.length === 0) return { form: 'not-kept', text: '', bytes };
  const text = typeof content === 'string' ? content.slice(0, LOOKED_AT_BYTES) : textOf(content);
  if (text === null) return { form: 'binary', text: '', bytes };
  return { form: 'text', text: redact(text).slice(0, SHOWN), bytes };
}

/** Null when the bytes are no UTF-8 text; a character that was cut in the middle does not matter. */
function textOf(content: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content.subarray(0, LOOKED_AT_BYTES), {
      stream: true,
    });
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
