/** The hashes that k6 knows. */
export const ALGORITHMS = [
  'md4',
  'md5',
  'sha1',
  'sha256',
  'sha384',
  'sha512',
  'sha512_224',
  'sha512_256',
  'ripemd160',
] as const;

export type Algorithm = (typeof ALGORITHMS)[number];

/** A digest in the making. `peek` may be called again and again, between updates too. */
export interface Digest {
  update(bytes: Uint8Array): void;
  /** May be of another realm: to be copied. */
  peek(): Uint8Array;
}

/** What hashing and random bytes are made with. */
export interface Hashing {
  /** `secret` makes it an HMAC. */
  digestOf(algorithm: Algorithm, secret?: Uint8Array): Digest;
  randomBytes(size: number): Uint8Array;
}

/** Throws for an algorithm that k6 does not know. */
export function algorithmOf(name: unknown): Algorithm {
  const known = ALGORITHMS.find((algorithm) => algorithm === name);
  if (known === undefined)
    throw new Error(`invalid algorithm: ${String(name)} (known: ${ALGORITHMS.join(', ')})`);
  return known;
}
