import { expect, test } from 'vitest';
import { nodeSubtle } from '../host/subtle.ts';
import { loadInWorld } from '../testing/world.ts';
import type { createWebCrypto as Create } from './webcrypto.ts';

const { createWebCrypto } = loadInWorld('webcrypto/webcrypto.ts');

/** Inside of a script's world, with what keeps the iteration open counted. */
function crypto() {
  const open = { now: 0, most: 0 };
  const begin = () => {
    open.most = Math.max(open.most, ++open.now);
    return (end: () => void) => {
      open.now--;
      end();
    };
  };
  return { crypto: createWebCrypto?.({ subtle: nodeSubtle, begin }) as ReturnType<typeof Create>, open };
}

const text = (value: string) => new TextEncoder().encode(value);
const hex = (bytes: unknown) => Buffer.from(new Uint8Array(bytes as ArrayBuffer)).toString('hex');

test('hashes, signs and verifies as published', async () => {
  const { subtle } = crypto().crypto;
  expect(hex(await subtle.digest?.('SHA-256', text('hello')))).toBe(
    '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
  );
  const key = await subtle.importKey?.('raw', text('k'), { name: 'HMAC', hash: 'SHA-256' }, true, [
    'sign',
    'verify',
  ]);
  const signature = await subtle.sign?.('HMAC', key, text('hello'));
  expect(hex(signature)).toBe('406e4b43f87095aa86ca6299d25e875921fefa180f02043bb29bec5681c0c2d0');
  expect(await subtle.verify?.('HMAC', key, signature, text('hello'))).toBe(true);
  expect(await subtle.verify?.('HMAC', key, signature, text('hullo'))).toBe(false);
  expect(await subtle.exportKey?.('jwk', key)).toMatchObject({ kty: 'oct', k: 'aw', alg: 'HS256' });
});

test.each(['AES-GCM', 'AES-CBC'])('encrypts and decrypts with %s', async (name) => {
  const { subtle, getRandomValues } = crypto().crypto;
  const key = await subtle.generateKey?.({ name, length: 256 }, true, ['encrypt', 'decrypt']);
  const iv = getRandomValues(new Uint8Array(16));
  const secret = await subtle.encrypt?.({ name, iv }, key, text('hello'));
  expect(hex(secret)).not.toContain(hex(text('hello').buffer));
  expect(hex(await subtle.decrypt?.({ name, iv }, key, secret))).toBe(Buffer.from('hello').toString('hex'));
});

test('derives the same secret on both sides, and wraps keys', async () => {
  const { subtle } = crypto().crypto;
  type Pair = { publicKey: unknown; privateKey: unknown };
  const pair = async () =>
    (await subtle.generateKey?.({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])) as Pair;
  const [one, two] = [await pair(), await pair()];
  const bits = (mine: Pair, theirs: Pair) =>
    subtle.deriveBits?.({ name: 'ECDH', public: theirs.publicKey }, mine.privateKey, 256);
  expect(hex(await bits(one, two))).toBe(hex(await bits(two, one)));
});

test('a key tells what it is and hides what it holds', async () => {
  const { subtle } = crypto().crypto;
  const key = await subtle.generateKey?.({ name: 'AES-GCM', length: 128 }, false, ['encrypt']);
  expect(JSON.parse(JSON.stringify(key))).toEqual({
    type: 'secret',
    extractable: false,
    usages: ['encrypt'],
    algorithm: { name: 'AES-GCM', length: 128 },
  });
  await expect(subtle.exportKey?.('raw', key)).rejects.toMatchObject({ name: 'InvalidAccessError' });
});

test('what is wrong is rejected, inside of the world', async () => {
  const { subtle } = crypto().crypto;
  const error: unknown = await subtle.digest?.('SHA-0', text('x')).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: 'NotSupportedError' });
  expect(error).not.toBeInstanceOf(Error);
});

test('an iteration stays open until the promise is kept', async () => {
  const { crypto: own, open } = crypto();
  const digest = own.subtle.digest?.('SHA-1', text('x'));
  expect(open.now).toBe(1);
  await digest;
  expect(open).toEqual({ now: 0, most: 1 });
});

test('random values fill what they are given, within bounds', () => {
  const { getRandomValues, randomUUID } = crypto().crypto;
  const numbers = new Uint32Array(64);
  expect(getRandomValues(numbers)).toBe(numbers);
  expect(new Set(numbers).size).toBeGreaterThan(60);
  expect(randomUUID()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(() => getRandomValues(new Float32Array(1))).toThrow('needs an array of whole numbers');
  expect(() => getRandomValues(new Uint8Array(65_537))).toThrow('at most 65536 bytes');
});
