/**
 * Text and bytes with nothing but the language itself: these modules run inside of the script's own world, which has
 * no Buffer and no TextEncoder.
 */

/** The bytes behind a value, without a copy where it already is bytes. Throws for anything else. */
export function bytesOf(value: unknown): Uint8Array<ArrayBuffer> {
  if (typeof value === 'string') return utf8Of(value);
  if (ArrayBuffer.isView(value)) {
    return new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength);
  }
  if (isArrayBuffer(value)) return new Uint8Array(value);
  throw new TypeError(`invalid type ${typeName(value)}, expected string, []byte or ArrayBuffer`);
}

/** An ArrayBuffer of its own, made in this realm, never a window into a shared pool. */
export function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
}

export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}

/** How a message names the kind of a value. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

/** A lone surrogate becomes U+FFFD. */
export function utf8Of(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 3);
  let end = 0;
  for (let at = 0; at < text.length; at++) {
    let code = text.codePointAt(at) as number;
    if (code > 0xffff) at++;
    else if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) {
      bytes[end++] = code;
      continue;
    }
    const following = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    bytes[end++] = (code >> (6 * following)) | (LEAD[following] as number);
    for (let left = following - 1; left >= 0; left--) bytes[end++] = ((code >> (6 * left)) & 0x3f) | 0x80;
  }
  return bytes.slice(0, end);
}

/** The high bits of the first byte, by the number of bytes that follow. */
const LEAD = [0, 0xc0, 0xe0, 0xf0];

/** Every byte that is no UTF-8 becomes U+FFFD. */
export function textOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] as number;
    const following =
      first < 0x80
        ? 0
        : first >= 0xc2 && first < 0xe0
          ? 1
          : first >= 0xe0 && first < 0xf0
            ? 2
            : first >= 0xf0 && first < 0xf5
              ? 3
              : -1;
    const code = following < 0 ? -1 : codePointAt(bytes, at, following);
    text += code < 0 ? '\ufffd' : String.fromCodePoint(code);
    at += code < 0 ? 1 : following + 1;
  }
  return text;
}

/** The smallest code points that need 1, 2, 3 and 4 bytes: what is written longer than it must be is no UTF-8. */
const SMALLEST = [0, 0x80, 0x800, 0x10000];

/** -1 where there is none. */
function codePointAt(bytes: Uint8Array, at: number, following: number): number {
  let code = (bytes[at] as number) & (following === 0 ? 0x7f : 0x3f >> following);
  for (let next = 1; next <= following; next++) {
    const byte = bytes[at + next];
    if (byte === undefined || (byte & 0xc0) !== 0x80) return -1;
    code = (code << 6) | (byte & 0x3f);
  }
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  return code < (SMALLEST[following] as number) || code > 0x10ffff || surrogate ? -1 : code;
}

/** Lower-case hexadecimal digits. */
export function hexOf(bytes: Uint8Array): string {
  let digits = '';
  for (const byte of bytes) digits += (byte < 16 ? '0' : '') + byte.toString(16);
  return digits;
}
