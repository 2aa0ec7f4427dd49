import { readVarint } from './varint.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Reads what `ByteWriter` wrote. Throws RangeError (or TypeError for broken text) on anything else. */
export class ByteReader {
  private readonly bytes: Uint8Array;
  private readonly cursor = { offset: 0 };

  constructor(bytes: Uint8Array) {
    // Node's Buffer redefines `slice` as a view; a plain array copies.
    this.bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get ended(): boolean {
    return this.cursor.offset === this.bytes.length;
  }

  number(): number {
    const { bytes, cursor } = this;
    const byte = bytes[cursor.offset];
    // Nearly all numbers of a record are small.
    if (byte === undefined || byte >= 0x80) return readVarint(bytes, cursor);
    cursor.offset++;
    return byte;
  }

  /** A copy, so that one small block does not keep a whole file in memory. */
  block(): Uint8Array {
    const length = this.number();
    const end = this.cursor.offset + length;
    if (end > this.bytes.length) throw new RangeError('A block is cut off');
    const block = this.bytes.slice(this.cursor.offset, end);
    this.cursor.offset = end;
    return block;
  }

  text(): string {
    return decoder.decode(this.block());
  }

  list<T>(read: () => T): T[] {
    const length = this.number();
    if (length > this.bytes.length) throw new RangeError('A list is longer than the bytes that hold it');
    return Array.from({ length }, read);
  }
}
