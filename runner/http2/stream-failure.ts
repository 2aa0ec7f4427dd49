import { RequestFailure } from '../http/error-kind.ts';

/** Error codes by their numbers (RFC 9113, 7). */
const CODES = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
];

/** Codes that say that what was sent is no HTTP/2. */
const MALFORMED = new Set([1, 3, 6, 9]);

const ADVICE: Record<number, string> = {
  7: 'the target did not begin with the request, and may be about to close the connection',
  11: 'the target holds this for too much load from one connection',
  13: 'choose HTTP/1.1 in the environment',
};

/** How the codes of our failures begin; the error code of HTTP/2 follows. */
export const STREAM_RESET = 'HTTP2_STREAM_';
export const GOODBYE = 'HTTP2_GOAWAY_';

/** What a target said when it announced that it closes the connection (GOAWAY). */
export type Farewell = { code: number; reason: string };

const MOST_REASON = 200;

export function farewellOf(code: number, data: Uint8Array | undefined): Farewell {
  const text = Buffer.from(data ?? []).toString('latin1', 0, MOST_REASON);
  return { code, reason: text.replaceAll(/[^\x20-\x7e]+/g, ' ').trim() };
}

/** Only this stream was closed, with an error code, by one side or the other. */
export function streamReset(code: number): RequestFailure {
  const advice = ADVICE[code];
  const said = advice === undefined ? '' : `; ${advice}`;
  return new RequestFailure(
    MALFORMED.has(code) ? 'protocol' : 'reset',
    `the HTTP/2 stream was reset before its answer was complete: ${nameOf(code)}${said}`,
    `${STREAM_RESET}${code}`,
  );
}

/** The connection is gone. */
export function connectionClosed(farewell: Farewell | null): RequestFailure {
  const before = 'the target closed the connection before its answer was complete';
  if (!farewell || farewell.code === 0) return new RequestFailure('reset', before);
  const { code, reason } = farewell;
  const said = [nameOf(code), reason && JSON.stringify(reason), ADVICE[code]].filter(Boolean).join('; ');
  return new RequestFailure('reset', `${before} and said ${said}`, `${GOODBYE}${code}`);
}

export const noHttp2 = (what: string) =>
  new RequestFailure('protocol', `the answer does not match the HTTP/2 protocol: ${what}`);

const nameOf = (code: number) => `${http2ErrorName(code)} (HTTP/2 error ${code})`;

export const http2ErrorName = (code: number): string => CODES[code] ?? 'an error';
