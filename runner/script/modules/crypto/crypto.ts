import { arrayBufferOf, bytesOf, hexOf } from '../bytes.ts';
import { base64Of } from '../encoding/base64.ts';
import { type Algorithm, algorithmOf, type Digest, type Hashing } from './hashing.ts';

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

/** `k6/crypto`. Holds nothing of a VU: one for a worker. */
export function createCrypto(hashing: Hashing) {
  const createHash = (algorithm: unknown) => new Hasher(hashing.digestOf(algorithmOf(algorithm)));
  const createHMAC = (algorithm: unknown, secret: unknown) =>
    new Hasher(hashing.digestOf(algorithmOf(algorithm), bytesOf(secret)));

  function hmac(
    algorithm: unknown,
    secret: unknown,
    input: unknown,
    outputEncoding: unknown,
  ): string | ArrayBuffer {
    const hasher = createHMAC(algorithm, secret);
    hasher.update(input);
    return hasher.digest(outputEncoding);
  }

  function randomBytes(size: unknown): ArrayBuffer {
    const bytes = Number(size);
    if (!Number.isInteger(bytes) || bytes < 1)
      throw new Error('invalid size: randomBytes() wants a whole number above 0');
    return arrayBufferOf(hashing.randomBytes(bytes));
  }

  const hash = (algorithm: Algorithm) => (input: unknown, outputEncoding: unknown) => {
    const digest = hashing.digestOf(algorithm);
    try {
      digest.update(bytesOf(input));
    } catch (error) {
      throw new Error(`${algorithm} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
    return encoded(digest.peek(), outputEncoding);
  };

  return {
    createHash,
    createHMAC,
    hmac,
    randomBytes,
    hexEncode: (input: unknown) => hexOf(bytesOf(input)),
    md4: hash('md4'),
    md5: hash('md5'),
    sha1: hash('sha1'),
    sha256: hash('sha256'),
    sha384: hash('sha384'),
    sha512: hash('sha512'),
    sha512_224: hash('sha512_224'),
    sha512_256: hash('sha512_256'),
    ripemd160: hash('ripemd160'),
  };
}

function encoded(digest: Uint8Array, outputEncoding: unknown): string | ArrayBuffer {
  switch (outputEncoding) {
    case 'hex':
      return hexOf(digest);
    case 'base64':
      return base64Of(digest, { url: false, padded: true });
    case 'base64url':
      return base64Of(digest, { url: true, padded: true });
    case 'base64rawurl':
      return base64Of(digest, { url: true, padded: false });
    case 'binary':
      return arrayBufferOf(digest);
    default:
      throw new Error(
        `invalid output encoding: ${String(outputEncoding ?? '')} (known: hex, base64, base64url, base64rawurl, binary)`,
      );
  }
}
