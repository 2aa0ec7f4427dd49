import { readVarint } from '../histogram/varint.ts';

/** The numbers of a stream one after the other, all decoded at once, since histograms of long runs have millions. */
export class NumberStream {
  private readonly values: Float64Array;
  private length = 0;
  private at = 0;

  /** Throws RangeError when the bytes end inside a number. */
  constructor(bytes: Uint8Array) {
    this.values = new Float64Array(bytes.length);
    const cursor = { offset: 0 };
    while (cursor.offset < bytes.length) {
      const byte = bytes[cursor.offset] ?? 0;
      if (byte < 0x80) {
        this.values[this.length++] = byte;
        cursor.offset++;
      } else {
        this.values[this.length++] = readVarint(bytes, cursor);
      }
    }
  }

  get ended(): boolean {
    return this.at >= this.length;
  }

  /** Throws RangeError when there are fewer. */
  skip(many: number): void {
    if (this.at + many > this.length) throw new RangeError('A stream has too few numbers');
    this.at += many;
  }

  /** Throws RangeError at the end. */
  next(): number {
    if (this.at >= this.length) throw new RangeError('A stream has too few numbers');
    return this.values[this.at++] ?? 0;
  }
}
