import { readVarint } from '../bytes/varint.ts';

/** The numbers of a stream one after the other. Nothing is kept of them: histograms of long runs have millions. */
export class NumberStream {
  private readonly bytes: Uint8Array;
  /** Of the next number. */
  offset = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get ended(): boolean {
    return this.offset >= this.bytes.length;
  }

  /** Throws RangeError when there are fewer. */
  skip(many: number): void {
    const { bytes } = this;
    let { offset } = this;
    for (let left = many; left > 0; offset++) {
      if (offset >= bytes.length) throw new RangeError('A stream has too few numbers');
      // The last byte of a number is below 128.
      if ((bytes[offset] ?? 0) < 0x80) left--;
    }
    this.offset = offset;
  }

  /** Throws RangeError at the end, and when the bytes end inside a number. */
  next(): number {
    const byte = this.bytes[this.offset];
    if (byte === undefined) throw new RangeError('A stream has too few numbers');
    if (byte >= 0x80) return readVarint(this.bytes, this);
    this.offset++;
    return byte;
  }
}
