import { createHash, createHmac, type Hash, type Hmac, randomBytes } from 'node:crypto';
import type { Algorithm, Digest, Hashing } from '../crypto/hashing.ts';
import { md4 } from './md4.ts';

/** k6's name of an algorithm, and OpenSSL's. MD4 is ours. */
const OPENSSL_NAMES: Record<Exclude<Algorithm, 'md4'>, string> = {
  md5: 'md5',
  sha1: 'sha1',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
  sha512_224: 'sha512-224',
  sha512_256: 'sha512-256',
  ripemd160: 'ripemd160',
};

/** A digest in the making; `secret` makes it an HMAC. */
export function digestOf(algorithm: Algorithm, secret?: Uint8Array): Digest {
  if (algorithm === 'md4') return new Md4Digest(secret);
  const name = OPENSSL_NAMES[algorithm];
  return secret === undefined
    ? new HashDigest(createHash(name))
    : new HmacDigest(createHmac(name, secret), name, secret);
}

/** What a script's hashing needs of Node. */
export const nodeHashing: Hashing = {
  digestOf,
  randomBytes: (size) => randomBytes(size),
};

class HashDigest implements Digest {
  #hash: Hash;
  constructor(hash: Hash) {
    this.#hash = hash;
  }
  update(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }
  peek(): Buffer {
    return this.#hash.copy().digest();
  }
}

/** An HMAC of OpenSSL cannot be copied, so what went in is kept for a second look. */
class HmacDigest implements Digest {
  #hmac: Hmac;
  #name: string;
  #secret: Uint8Array;
  #seen: Uint8Array[] = [];
  constructor(hmac: Hmac, name: string, secret: Uint8Array) {
    this.#hmac = hmac;
    this.#name = name;
    this.#secret = Uint8Array.from(secret);
  }
  update(bytes: Uint8Array): void {
    this.#hmac.update(bytes);
    this.#seen.push(Uint8Array.from(bytes));
  }
  peek(): Buffer {
    const digest = this.#hmac.digest();
    this.#hmac = createHmac(this.#name, this.#secret);
    for (const bytes of this.#seen) this.#hmac.update(bytes);
    return digest;
  }
}

class Md4Digest implements Digest {
  #seen: Uint8Array[] = [];
  #secret: Uint8Array | undefined;
  constructor(secret: Uint8Array | undefined) {
    this.#secret = secret;
  }
  update(bytes: Uint8Array): void {
    this.#seen.push(Uint8Array.from(bytes));
  }
  peek(): Buffer {
    const message = Buffer.concat(this.#seen);
    return this.#secret === undefined ? md4(message) : hmacMd4(this.#secret, message);
  }
}

const BLOCK_BYTES = 64;

/** RFC 2104. */
function hmacMd4(secret: Uint8Array, message: Uint8Array): Buffer {
  const key = Buffer.alloc(BLOCK_BYTES);
  key.set(secret.length > BLOCK_BYTES ? md4(secret) : secret);
  const inner = md4(Buffer.concat([key.map((byte) => byte ^ 0x36), message]));
  return md4(Buffer.concat([key.map((byte) => byte ^ 0x5c), inner]));
}
