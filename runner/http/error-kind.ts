import type { ErrorKind } from '../../lib/run/snapshot.ts';
import { tlsFailure } from './tls-failure.ts';

/** A failure that we make ourselves, with its kind said. */
export class RequestFailure extends Error {
  readonly kind: ErrorKind;
  /** Tells apart failures of one kind; empty where nobody needs to. */
  readonly code: string;
  constructor(kind: ErrorKind, message: string, code = '') {
    super(message);
    this.name = 'RequestFailure';
    this.kind = kind;
    this.code = code;
  }
}

/** Codes of Node's network errors. */
const KINDS: Record<string, ErrorKind> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  ENODATA: 'dns',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  EPROTO: 'tls',
  HOSTNAME_MISMATCH: 'tls',
};

const TLS =
  /^(ERR_TLS|ERR_SSL|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|ERROR_IN_|INVALID_(CA|PURPOSE)|PATH_LENGTH)/;

/** Failures that are this machine's, with what to do about them. */
const OWN_LIMITS: Record<string, string> = {
  EADDRNOTAVAIL:
    'this machine has no free local port left for the target; use fewer VUs or widen net.ipv4.ip_local_port_range',
  EMFILE: 'a load worker has no free file descriptor left; use more workers or raise the limit (ulimit -n)',
  ENFILE: 'this machine has no free file descriptor left; raise fs.file-max',
  ENOBUFS: 'this machine has no memory left for sockets',
};

/** Node's code of an error; empty when it has none. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** What kind of failure a request met. */
export function errorKind(error: unknown): ErrorKind {
  if (error instanceof RequestFailure) return error.kind;
  const code = codeOf(error);
  return KINDS[code] ?? (TLS.test(code) ? 'tls' : 'other');
}

/** What went wrong, for people: the sentence of the error, or of the errors it gathers, and what to do where we know. */
export function errorMessage(error: unknown): string {
  const code = codeOf(error);
  const own = OWN_LIMITS[code];
  if (own) return `${own} (${code})`;
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError && error.errors.length > 0) {
    return [...new Set(error.errors.map((inner) => errorMessage(inner)))].join('; ');
  }
  if (code === '' || error.message.includes(code) || error instanceof RequestFailure) return error.message;
  const tls = TLS.test(code) ? tlsFailure(code, error) : undefined;
  if (tls !== undefined) return tls;
  return `${error.message} (${code})`;
}
