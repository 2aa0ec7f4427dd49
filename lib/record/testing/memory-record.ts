import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Compression } from '../compression.ts';
import type { RecordSink } from '../record-writer.ts';

export const testCompression: Compression = {
  deflate: (bytes) => deflateRawSync(bytes),
  inflate: (bytes, most) => inflateRawSync(bytes, { maxOutputLength: Math.max(1, most) }),
  crc32: (bytes) => crc32(bytes),
};

/** A record in memory, both files of it. */
export class MemorySink implements RecordSink {
  bytes: Uint8Array = new Uint8Array(0);
  tail: Uint8Array = new Uint8Array(0);

  constructor(bytes: Uint8Array = new Uint8Array(0)) {
    this.bytes = bytes;
  }

  async append(bytes: Uint8Array): Promise<void> {
    this.bytes = Buffer.concat([this.bytes, bytes]);
  }
  async sync(): Promise<void> {}
  async appendTail(bytes: Uint8Array): Promise<void> {
    this.tail = Buffer.concat([this.tail, bytes]);
  }
  async emptyTail(): Promise<void> {
    this.tail = new Uint8Array(0);
  }
  async read(offset: number, length: number): Promise<Uint8Array> {
    return this.bytes.subarray(offset, offset + length);
  }
}
