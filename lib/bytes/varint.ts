/** Unsigned LEB128 for whole numbers up to 2^53, hence division instead of shifts above 2^31. */

export function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) length++;
  return length;
}

/** Writes `value` at `offset`; returns the offset behind it. */
export function writeVarint(bytes: Uint8Array, offset: number, value: number): number {
  let rest = value;
  let at = offset;
  while (rest >= 0x80) {
    bytes[at++] = (rest % 0x80) | 0x80;
    rest = Math.floor(rest / 0x80);
  }
  bytes[at++] = rest;
  return at;
}

/** Reads a number and moves the cursor behind it. Throws RangeError when the bytes end inside a number. */
export function readVarint(bytes: Uint8Array, cursor: { offset: number }): number {
  let value = 0;
  let factor = 1;
  for (;;) {
    const byte = bytes[cursor.offset++];
    if (byte === undefined) throw new RangeError('A number is cut off');
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return value;
    factor *= 0x80;
    if (factor > Number.MAX_SAFE_INTEGER) throw new RangeError('A number is too large');
  }
}
