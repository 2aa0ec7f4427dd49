import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { Encoding } from '../guest/host.ts';

/** `deflate` is the format of zlib (RFC 9110, 8.4.1.2). */
const ENCODE: Record<Encoding, (bytes: Uint8Array) => Uint8Array> = {
  gzip: gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
};

/** The content encodings one after the other, as the header names them. */
export function compressed(bytes: Uint8Array, encodings: readonly Encoding[]): Uint8Array {
  let encoded = bytes;
  for (const encoding of encodings) encoded = ENCODE[encoding](encoded);
  return encoded;
}
