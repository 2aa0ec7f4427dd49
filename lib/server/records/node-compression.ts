import { constants, crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Compression } from '../../record/compression.ts';

/** Numbers of a record do not repeat, they are only unevenly frequent: Huffman codes alone are smaller and ten times as fast. */
const OPTIONS = { strategy: constants.Z_HUFFMAN_ONLY };

export const nodeCompression: Compression = {
  deflate: (bytes) => deflateRawSync(bytes, OPTIONS),
  inflate: (bytes, most) => inflateRawSync(bytes, { maxOutputLength: Math.max(1, most) }),
  crc32: (bytes) => crc32(bytes),
};
