const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_SAFE = `${STANDARD.slice(0, 62)}-_`;

/** RFC 4648, section 4, or with `url` section 5. */
export interface Base64 {
  readonly url: boolean;
  /** Filled up with `=` to whole groups of four. */
  readonly padded: boolean;
}

export function base64Of(bytes: Uint8Array, { url, padded }: Base64): string {
  const digits = url ? URL_SAFE : STANDARD;
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const group = ((bytes[at] as number) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += digits.charAt(group >> 18) + digits.charAt((group >> 12) & 63);
    if (left > 1) text += digits.charAt((group >> 6) & 63);
    if (left > 2) text += digits.charAt(group & 63);
    if (padded && left < 3) text += left === 2 ? '=' : '==';
  }
  return text;
}

/** Throws at the first character that cannot stand where it stands. Line ends count for nothing. */
export function bytesOfBase64(lines: string, variant: Base64): Uint8Array<ArrayBuffer> {
  const text = lines.replace(/[\r\n]/g, '');
  const length = digitsIn(text, variant);
  const values = valuesOf(variant.url);
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let end = 0;
  let bits = 0;
  let held = 0;
  for (let at = 0; at < length; at++) {
    held = (held << 6) | (values.get(text.charCodeAt(at)) as number);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[end++] = held >> bits;
    held &= (1 << bits) - 1;
  }
  return bytes;
}

const VALUES = [STANDARD, URL_SAFE].map(
  (digits) => new Map([...digits].map((digit, value) => [digit.charCodeAt(0), value])),
);

function valuesOf(url: boolean): ReadonlyMap<number, number> {
  return VALUES[url ? 1 : 0] as ReadonlyMap<number, number>;
}

/** How many digits stand before the padding. */
function digitsIn(text: string, { url, padded }: Base64): number {
  const wrong = text.search(url ? /[^A-Za-z0-9_-]/ : /[^A-Za-z0-9+/]/);
  const digits = wrong === -1 ? text.length : wrong;
  const padding = padded ? (4 - (digits % 4)) % 4 : 0;
  // One digit left over holds 6 bits: less than a byte, so it cannot stand there.
  if (digits % 4 === 1) throw illegal(wrong === -1 ? digits - 1 : wrong);
  if (text.slice(digits) !== '='.repeat(padding)) throw illegal(firstWrong(text, digits, padding));
  return digits;
}

/** A group that ends too early is blamed at its start, anything else at itself. */
function firstWrong(text: string, digits: number, padding: number): number {
  if (digits === text.length) return digits - (digits % 4);
  for (let at = digits; at < digits + padding && at < text.length; at++) if (text[at] !== '=') return at;
  return Math.min(digits + padding, text.length);
}

function illegal(at: number): Error {
  return new Error(`illegal base64 data at input byte ${at}`);
}
