import { errorKind } from '../../http/error-kind.ts';

/** Codes as k6 gives them (its page "Error codes"); 0 when all went well. */
export function errorCodeOf(error: Error | null, status: number): number {
  if (error !== null) {
    const kind = errorKind(error);
    if (kind !== 'status') return CODES[kind];
  }
  return status >= 400 ? 1000 + status : 0;
}

const CODES = {
  dns: 1101,
  refused: 1212,
  reset: 1220,
  timeout: 1050,
  tls: 1310,
  protocol: 1000,
  'refused-host': 1110,
  other: 1000,
} as const;
