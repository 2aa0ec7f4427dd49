import { varintLength, writeVarint } from './varint.ts';

const encoder = new TextEncoder();

/** Bytes that grow as they are written: varints, texts and byte strings. */
export class ByteWriter {
  private bytes = new Uint8Array(1024);
  private length = 0;

  number(value: number): void {
    this.reserve(varintLength(value));
    this.length = writeVarint(this.bytes, this.length, value);
  }

  /** A length, then the bytes. */
  block(block: Uint8Array): void {
    this.number(block.length);
    this.reserve(block.length);
    this.bytes.set(block, this.length);
    this.length += block.length;
  }

  text(text: string): void {
    this.block(encoder.encode(text));
  }

  /** How many, then each of them as `write` puts it. */
  list<T>(items: readonly T[], write: (item: T) => void): void {
    this.number(items.length);
    for (const item of items) write(item);
  }

  /** A copy of what was written; to be used again after `clear`. */
  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    grown.set(this.bytes);
    this.bytes = grown;
  }
}
