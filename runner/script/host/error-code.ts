import { UNDECODABLE } from '../../http/decode-body.ts';
import { codeOf, errorKind, errorMessage } from '../../http/error-kind.ts';
import { GOODBYE, http2ErrorName, STREAM_RESET } from '../../http2/stream-failure.ts';

/** Codes as k6 gives them (its page "Error codes"); 0 when all went well. */
export function errorCodeOf(error: Error | null, status: number): number {
  if (error !== null && errorKind(error) !== 'status') return codeOfFailure(error);
  return status >= 400 ? 1000 + status : 0;
}

/** Whether a code is that of an answer of 400 or more, and so no failure on the way. */
export const isStatusCode = (code: number): boolean => code >= 1400 && code < 1600;

/** What `response.error` says: k6's own words where it has some, since scripts compare them. */
export function k6Message(error: Error): string {
  const code = errorCodeOf(error, 0);
  if (code === GENERAL && errorKind(error) === 'reset') return 'unexpected EOF';
  if (code === DECOMPRESSION) return `error decompressing response body (${errorMessage(error)})`;
  const http2 = http2Failure(error);
  if (http2)
    return http2.alone
      ? `http2: stream error with http2 ErrCode ${http2ErrorName(http2.number)}`
      : `http2: received GoAway with http2 ErrCode ${http2ErrorName(http2.number)}`;
  return MESSAGES[code] ?? errorMessage(error);
}

const GENERAL = 1000;
const DECOMPRESSION = 1701;
const HTTP2_GOODBYE = 1610;
const HTTP2_STREAM = 1630;
/** The last error code that HTTP/2 itself knows. */
const LAST_OF_HTTP2 = 13;

function codeOfFailure(error: Error): number {
  const code = codeOf(error);
  const kind = errorKind(error);
  if (code === '') return kind === 'reset' ? GENERAL : KINDS[kind];
  if (code === UNDECODABLE) return DECOMPRESSION;
  const http2 = http2Failure(error);
  if (http2) {
    const first = http2.alone ? HTTP2_STREAM : HTTP2_GOODBYE;
    return http2.number > LAST_OF_HTTP2 ? first : first + 1 + http2.number;
  }
  return CODES[code] ?? (kind === 'other' ? ofSystem(error) : KINDS[kind]);
}

function http2Failure(error: Error): { alone: boolean; number: number } | null {
  const code = codeOf(error);
  const prefix = [STREAM_RESET, GOODBYE].find((one) => code.startsWith(one));
  return prefix === undefined
    ? null
    : { alone: prefix === STREAM_RESET, number: Number(code.slice(prefix.length)) };
}

/** What the system says for which k6 has no code of its own: by what was tried. */
function ofSystem(error: Error): number {
  const call = 'syscall' in error ? error.syscall : undefined;
  if (call === 'connect' || call === 'bind') return 1213;
  if (call === 'read' || call === 'write') return 1202;
  return call === undefined ? GENERAL : 1200;
}

const KINDS = {
  dns: 1100,
  refused: 1212,
  reset: 1220,
  timeout: 1050,
  tls: 1300,
  protocol: GENERAL,
  'refused-host': 1111,
  other: GENERAL,
  status: GENERAL,
} as const;

/** Where a kind of failure has several codes: by Node's code of the error. */
const CODES: Record<string, number> = {
  ENOTFOUND: 1101,
  EPIPE: 1201,
  ETIMEDOUT: 1211,
  EHOSTUNREACH: 1213,
  ENETUNREACH: 1213,
  EPROTO: 1301,
  ERR_SSL_WRONG_VERSION_NUMBER: 1301,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 1301,
  CERT_SIGNATURE_FAILURE: 1310,
  DEPTH_ZERO_SELF_SIGNED_CERT: 1310,
  SELF_SIGNED_CERT_IN_CHAIN: 1310,
  UNABLE_TO_GET_ISSUER_CERT: 1310,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 1310,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 1310,
  ERR_TLS_CERT_ALTNAME_INVALID: 1311,
  HOSTNAME_MISMATCH: 1311,
};

const MESSAGES: Record<number, string> = {
  1050: 'request timeout',
  1101: 'lookup: no such host',
  1201: 'write: broken pipe',
  1211: 'dial: i/o timeout',
  1212: 'dial: connection refused',
  1220: 'read: connection reset by peer',
  1301: 'tls: first record does not look like a TLS handshake',
  1310: 'x509: unknown authority',
  1311: "x509: certificate doesn't match hostname",
};
