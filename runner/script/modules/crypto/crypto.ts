import { randomBytes as nodeRandomBytes } from 'node:crypto';
import { arrayBufferOf, bytesOf } from '../bytes.ts';
import { b64encode } from '../encoding/encoding.ts';
import { type Algorithm, type Digest, digestOf } from './digest.ts';

/** What `createHash` and `createHMAC` give: input in pieces, a digest whenever it is asked for. */
class Hasher {
  #digest: Digest;
  constructor(digest: Digest) {
    this.#digest = digest;
  }
  update(input: unknown): void {
    this.#digest.update(bytesOf(input));
  }
  digest(outputEncoding: unknown): string | ArrayBuffer {
    return encoded(this.#digest.peek(), outputEncoding);
  }
}

export function createHash(algorithm: unknown): Hasher {
  return new Hasher(digestOf(algorithm));
}

export function createHMAC(algorithm: unknown, secret: unknown): Hasher {
  return new Hasher(digestOf(algorithm, bytesOf(secret)));
}

export function hmac(
  algorithm: unknown,
  secret: unknown,
  input: unknown,
  outputEncoding: unknown,
): string | ArrayBuffer {
  const hasher = createHMAC(algorithm, secret);
  hasher.update(input);
  return hasher.digest(outputEncoding);
}

/** `size` random bytes from the operating system's generator. */
export function randomBytes(size: unknown): ArrayBuffer {
  const bytes = Number(size);
  if (!Number.isInteger(bytes) || bytes < 1)
    throw new Error('invalid size: randomBytes() wants a whole number above 0');
  return arrayBufferOf(nodeRandomBytes(bytes));
}

/** The lower-case hexadecimal digits of bytes. */
export function hexEncode(input: unknown): string {
  return bytesOf(input).toString('hex');
}

function encoded(digest: Buffer, outputEncoding: unknown): string | ArrayBuffer {
  switch (outputEncoding) {
    case 'hex':
      return digest.toString('hex');
    case 'base64':
      return digest.toString('base64');
    case 'base64url':
      return b64encode(digest, 'url');
    case 'base64rawurl':
      return b64encode(digest, 'rawurl');
    case 'binary':
      return arrayBufferOf(digest);
    default:
      throw new Error(
        `invalid output encoding: ${String(outputEncoding ?? '')} (known: hex, base64, base64url, base64rawurl, binary)`,
      );
  }
}

function hashFunction(algorithm: Algorithm) {
  return (input: unknown, outputEncoding: unknown): string | ArrayBuffer => {
    const digest = digestOf(algorithm);
    try {
      digest.update(bytesOf(input));
    } catch (error) {
      throw new Error(`${algorithm} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
    return encoded(digest.peek(), outputEncoding);
  };
}

/** `k6/crypto`. */
export const crypto = {
  createHash,
  createHMAC,
  hmac,
  randomBytes,
  hexEncode,
  md4: hashFunction('md4'),
  md5: hashFunction('md5'),
  sha1: hashFunction('sha1'),
  sha256: hashFunction('sha256'),
  sha384: hashFunction('sha384'),
  sha512: hashFunction('sha512'),
  sha512_224: hashFunction('sha512_224'),
  sha512_256: hashFunction('sha512_256'),
  ripemd160: hashFunction('ripemd160'),
};
