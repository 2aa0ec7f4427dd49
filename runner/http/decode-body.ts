import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from 'node:zlib';
import { RequestFailure } from './error-kind.ts';

/** Bodies are kept up to this size, before and after decoding. Larger ones are counted, and cannot be checked. */
export const MOST_KEPT_BYTES = 10 * 1024 * 1024;

const OPTIONS = { maxOutputLength: MOST_KEPT_BYTES };

/** Code of the failure of a body that is not what its content encoding says. */
export const UNDECODABLE = 'ERR_CONTENT_ENCODING';

/**
 * Takes off the content encodings, last one first; with `leavesUnknown`, those that we do not know stay on. Throws
 * RequestFailure, also when the decoded body is too large.
 */
export function decodeBody(body: Uint8Array, contentEncoding: string, leavesUnknown = false): Uint8Array {
  const encodings = contentEncoding.split(',').map((encoding) => encoding.trim().toLowerCase());
  return encodings.reverse().reduce((rest, encoding) => decoded(rest, encoding, leavesUnknown), body);
}

function decoded(body: Uint8Array, encoding: string, leavesUnknown: boolean): Uint8Array {
  if (body.length === 0) return body;
  try {
    switch (encoding) {
      case 'gzip':
      case 'x-gzip':
        return gunzipSync(body, OPTIONS);
      case 'deflate':
        // Meant to be zlib; some servers send it bare.
        return ((body[0] ?? 0) & 0x0f) === 8 ? inflateSync(body, OPTIONS) : inflateRawSync(body, OPTIONS);
      case 'br':
        return brotliDecompressSync(body, OPTIONS);
      case 'zstd':
        return zstdDecompressSync(body, OPTIONS);
      case '':
      case 'identity':
        return body;
    }
  } catch (error) {
    if (error instanceof RangeError) {
      throw new RequestFailure(
        'protocol',
        `the ${encoding} body is larger than ${MOST_KEPT_BYTES / 1024 / 1024} MB when decoded`,
      );
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new RequestFailure(
      'protocol',
      `the body is not valid ${encoding}, as its content-encoding says: ${reason}`,
      UNDECODABLE,
    );
  }
  if (leavesUnknown) return body;
  throw new RequestFailure(
    'protocol',
    `the body has the content-encoding "${encoding}", which we cannot decode; ask for gzip, deflate, br or zstd in an accept-encoding header`,
  );
}

/** A body that was cut off somewhere gives what it holds up to there. */
const PARTIAL = { ...OPTIONS, finishFlush: constants.Z_SYNC_FLUSH };
const PARTIAL_BROTLI = { ...OPTIONS, finishFlush: constants.BROTLI_OPERATION_FLUSH };

/** The start of a body of which only the start is there; null when it has an encoding that we do not know, or is damaged. */
export function decodeStart(start: Uint8Array, contentEncoding: string): Uint8Array | null {
  try {
    switch (contentEncoding.trim().toLowerCase()) {
      case 'gzip':
      case 'x-gzip':
        return gunzipSync(start, PARTIAL);
      case 'deflate':
        return ((start[0] ?? 0) & 0x0f) === 8 ? inflateSync(start, PARTIAL) : inflateRawSync(start, PARTIAL);
      case 'br':
        return brotliDecompressSync(start, PARTIAL_BROTLI);
      case '':
      case 'identity':
        return start;
      default:
        return null;
    }
  } catch {
    return null;
  }
}
