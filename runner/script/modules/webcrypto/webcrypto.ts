import { arrayBufferOf, isArrayBuffer } from '../bytes.ts';
import {
  type HostKey,
  type HostSubtle,
  SUBTLE_METHODS,
  type SubtleMethod,
  type SubtleOutcome,
} from './host-subtle.ts';

export interface WebCryptoHost {
  readonly subtle: HostSubtle;
  /** Keeps the iteration open; the function it gives runs the end of the work in the VU's turn. */
  begin(): (end: () => void) => void;
}

type Facts = { type: string; extractable: boolean; usages: string[]; algorithm: Record<string, unknown> };

/** A key as scripts see it: what it is, and nothing of what it holds. */
class CryptoKey {
  readonly type: string;
  readonly extractable: boolean;
  readonly usages: string[];
  readonly algorithm: Record<string, unknown>;
  readonly #key: object;

  constructor({ key, facts }: HostKey) {
    const { type, extractable, usages, algorithm } = JSON.parse(facts) as Facts;
    if (Array.isArray(algorithm.publicExponent))
      algorithm.publicExponent = Uint8Array.from(algorithm.publicExponent);
    this.type = type;
    this.extractable = extractable;
    this.usages = usages;
    this.algorithm = algorithm;
    this.#key = key;
  }

  static outside(key: CryptoKey): object {
    return key.#key;
  }

  get [Symbol.toStringTag](): string {
    return 'CryptoKey';
  }
}

/** Arguments as they may go outside: copies of what the script has, and the keys behind its keys. */
function outward(value: unknown): unknown {
  if (value instanceof CryptoKey) return CryptoKey.outside(value);
  if (isArrayBuffer(value)) return new Uint8Array(value).slice();
  if (ArrayBuffer.isView(value))
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
  if (Array.isArray(value)) return value.map(outward);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, outward(one)]));
  if (typeof value === 'function' || typeof value === 'symbol')
    throw new TypeError(`a ${typeof value} is no argument for WebCrypto`);
  return value;
}

function inward(outcome: SubtleOutcome): unknown {
  switch (outcome.kind) {
    case 'bytes':
      return arrayBufferOf(outcome.bytes);
    case 'json':
      return JSON.parse(outcome.text);
    case 'key':
      return new CryptoKey(outcome.key);
    case 'pair':
      return {
        publicKey: new CryptoKey(outcome.publicKey),
        privateKey: new CryptoKey(outcome.privateKey),
      };
    case 'failed': {
      const error = new Error(outcome.message);
      Object.defineProperty(error, 'name', { value: outcome.name, configurable: true, writable: true });
      throw error;
    }
  }
}

/** As browsers have it: more than this at once is refused. */
const MOST_RANDOM_BYTES = 65_536;

/** The global `crypto`, for one VU. */
export function createWebCrypto(host: WebCryptoHost) {
  const method =
    (name: SubtleMethod) =>
    (...args: unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const given = args.map(outward);
        const end = host.begin();
        host.subtle.perform(name, given, (outcome) =>
          end(() => {
            try {
              resolve(inward(outcome));
            } catch (error) {
              reject(error);
            }
          }),
        );
      });

  function getRandomValues<T>(array: T): T {
    if (!ArrayBuffer.isView(array) || !isWhole(array))
      throw new TypeError('getRandomValues() needs an array of whole numbers, such as new Uint32Array(1)');
    if (array.byteLength > MOST_RANDOM_BYTES)
      throw new RangeError(`getRandomValues() gives at most ${MOST_RANDOM_BYTES} bytes at once`);
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    bytes.set(host.subtle.randomBytes(array.byteLength));
    return array;
  }

  return {
    getRandomValues,
    randomUUID: () => host.subtle.randomUUID(),
    subtle: Object.fromEntries(SUBTLE_METHODS.map((name) => [name, method(name)])),
    CryptoKey,
  };
}

function isWhole(array: ArrayBufferView): boolean {
  return /int/i.test(Object.prototype.toString.call(array));
}
