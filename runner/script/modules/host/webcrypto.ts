import { webcrypto } from 'node:crypto';

/**
 * The global `crypto` of a script: Node's, less what only a browser or Node has. `getRandomValues`, `randomUUID` and
 * the methods of `subtle` are bound, so that `const { subtle } = crypto` works.
 */
export function createWebCrypto() {
  const { subtle } = webcrypto;
  return Object.freeze({
    getRandomValues: webcrypto.getRandomValues.bind(webcrypto),
    randomUUID: webcrypto.randomUUID.bind(webcrypto),
    subtle: Object.freeze({
      encrypt: subtle.encrypt.bind(subtle),
      decrypt: subtle.decrypt.bind(subtle),
      sign: subtle.sign.bind(subtle),
      verify: subtle.verify.bind(subtle),
      digest: subtle.digest.bind(subtle),
      generateKey: subtle.generateKey.bind(subtle),
      deriveKey: subtle.deriveKey.bind(subtle),
      deriveBits: subtle.deriveBits.bind(subtle),
      importKey: subtle.importKey.bind(subtle),
      exportKey: subtle.exportKey.bind(subtle),
      wrapKey: subtle.wrapKey.bind(subtle),
      unwrapKey: subtle.unwrapKey.bind(subtle),
    }),
  });
}
