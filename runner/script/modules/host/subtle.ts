import { webcrypto } from 'node:crypto';
import type { HostKey, HostSubtle, SubtleOutcome } from '../webcrypto/host-subtle.ts';

const { subtle } = webcrypto;

/** Node's WebCrypto, for scripts. */
export const nodeSubtle: HostSubtle = {
  randomBytes: (size) => webcrypto.getRandomValues(new Uint8Array(size)),
  randomUUID: () => webcrypto.randomUUID(),
  perform: (method, args, done) => {
    const failed = (error: unknown): SubtleOutcome =>
      error instanceof Error
        ? { kind: 'failed', name: error.name, message: error.message }
        : { kind: 'failed', name: 'OperationError', message: String(error) };
    // What is wrong with the arguments is thrown by some methods and rejected by others.
    const result = Promise.resolve().then(() => Reflect.apply(subtle[method], subtle, args));
    result.then(told).then(done, (error: unknown) => done(failed(error)));
  },
};

function told(value: unknown): SubtleOutcome {
  if (value instanceof ArrayBuffer) return { kind: 'bytes', bytes: new Uint8Array(value) };
  if (value instanceof CryptoKey) return { kind: 'key', key: keyOf(value) };
  if (isPair(value))
    return { kind: 'pair', publicKey: keyOf(value.publicKey), privateKey: keyOf(value.privateKey) };
  return { kind: 'json', text: JSON.stringify(value) };
}

function isPair(value: unknown): value is webcrypto.CryptoKeyPair {
  return typeof value === 'object' && value !== null && 'publicKey' in value && 'privateKey' in value;
}

function keyOf(key: webcrypto.CryptoKey): HostKey {
  const { type, extractable, usages } = key;
  const algorithm = Object.fromEntries(
    Object.entries(key.algorithm).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? [...value] : value,
    ]),
  );
  return { key, facts: JSON.stringify({ type, extractable, usages, algorithm }) };
}
