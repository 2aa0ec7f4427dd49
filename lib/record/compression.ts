/** How the parts of a record are made small: raw deflate (RFC 1951), given by whoever knows a platform. */
export type Compression = {
  deflate(bytes: Uint8Array): Uint8Array;
  /** Throws on bytes that are no deflate stream, and on more than `most` bytes. */
  inflate(bytes: Uint8Array, most: number): Uint8Array;
  /** CRC-32 as in zlib. */
  crc32(bytes: Uint8Array): number;
};
