import { arrayBufferOf, bytesOf } from '../bytes.ts';

export type Base64Variant = 'std' | 'rawstd' | 'url' | 'rawurl';

/** `k6/encoding`: base64 in four variants. An unknown variant counts as `std`, as it does in k6. */
export function b64encode(input: unknown, variant: unknown = 'std'): string {
  const bytes = bytesOf(input);
  if (variant === 'rawurl') return bytes.toString('base64url');
  const padded = bytes.toString('base64');
  if (variant === 'rawstd') return padded.replace(/=+$/, '');
  return variant === 'url' ? padded.replaceAll('+', '-').replaceAll('/', '_') : padded;
}

/** Decodes to an ArrayBuffer, or with the format `s` to a string. Throws at the first byte that is wrong. */
export function b64decode(
  input: unknown = '',
  variant: unknown = 'std',
  format?: unknown,
): string | ArrayBuffer {
  const bytes = decodeStrictly(String(input).replace(/[\r\n]/g, ''), variant);
  return format === 's' ? bytes.toString('utf8') : arrayBufferOf(bytes);
}

function decodeStrictly(text: string, variant: unknown): Buffer {
  const url = variant === 'url' || variant === 'rawurl';
  const raw = variant === 'rawstd' || variant === 'rawurl';
  const wrong = text.search(url ? /[^A-Za-z0-9_-]/ : /[^A-Za-z0-9+/]/);
  const digits = wrong === -1 ? text.length : wrong;
  const padding = raw ? 0 : (4 - (digits % 4)) % 4;
  // One digit left over holds 6 bits: less than a byte, so it cannot stand there.
  if (digits % 4 === 1) throw illegal(wrong === -1 ? digits - 1 : wrong);
  if (text.length !== digits + padding || text.slice(digits) !== '='.repeat(padding)) {
    throw illegal(firstWrong(text, digits, padding));
  }
  return Buffer.from(text, url ? 'base64url' : 'base64');
}

/** Where decoding stops: a group that ends too early is blamed at its start, anything else at itself. */
function firstWrong(text: string, digits: number, padding: number): number {
  if (digits === text.length) return digits - (digits % 4);
  for (let at = digits; at < digits + padding && at < text.length; at++) if (text[at] !== '=') return at;
  return Math.min(digits + padding, text.length);
}

function illegal(at: number): Error {
  return new Error(`illegal base64 data at input byte ${at}`);
}

export const encoding = { b64encode, b64decode };
