import { codeOf, errorKind, errorMessage } from '../../http/error-kind.ts';

/** Codes as k6 gives them (its page "Error codes"); 0 when all went well. */
export function errorCodeOf(error: Error | null, status: number): number {
  if (error !== null) {
    const kind = errorKind(error);
    // The target closed the connection before its answer was complete: an end of file, to k6.
    if (kind === 'reset' && codeOf(error) === '') return GENERAL;
    if (kind !== 'status') return CODES[codeOf(error)] ?? KINDS[kind];
  }
  return status >= 400 ? 1000 + status : 0;
}

/** What `response.error` says: k6's own words where it has some, since scripts compare them. */
export function k6Message(error: Error): string {
  const code = errorCodeOf(error, 0);
  if (code === GENERAL && errorKind(error) === 'reset') return 'unexpected EOF';
  return MESSAGES[code] ?? errorMessage(error);
}

const GENERAL = 1000;

const KINDS = {
  dns: 1101,
  refused: 1212,
  reset: 1220,
  timeout: 1050,
  tls: 1300,
  protocol: 1000,
  'refused-host': 1110,
  other: 1000,
} as const;

/** Where a kind of failure has several codes: by Node's code of the error. */
const CODES: Record<string, number> = {
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
