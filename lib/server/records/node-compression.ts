import { constants, crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Compression } from '../../record/compression.ts';

/** Numbers of a record do not repeat, they are only unevenly frequent: Huffman codes alone are smaller and ten times as fast. */
const OPTIONS = { strategy: constants.Z_HUFFMAN_ONLY };

/** Node takes no smaller ones. Bytes. */
const LEAST_CHUNK = 64;

export const nodeCompression: Compression = {
  deflate: (bytes) => deflateRawSync(bytes, OPTIONS),
  // In one piece: pieces of the usual 16 kB would be put together afterwards.
  inflate: (bytes, most) =>
    inflateRawSync(bytes, { maxOutputLength: Math.max(1, most), chunkSize: Math.max(LEAST_CHUNK, most) }),
  crc32: (bytes) => crc32(bytes),
};
