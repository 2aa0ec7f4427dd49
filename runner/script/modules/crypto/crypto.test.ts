import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeHashing } from '../host/digest.ts';
import { createCrypto } from './crypto.ts';
import { ALGORITHMS, type Algorithm } from './hashing.ts';

const crypto = createCrypto(nodeHashing);
const { createHash, createHMAC, hexEncode, hmac, randomBytes } = crypto;

/** RFC 1320, 1321, 3174; FIPS 180-4's examples; the RIPEMD-160 paper. */
const OF_ABC: Record<Algorithm, string> = {
  md4: 'a448017aaf21d8525fc10ae87aa6729d',
  md5: '900150983cd24fb0d6963f7d28e17f72',
  sha1: 'a9993e364706816aba3e25717850c26c9cd0d89d',
  sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  sha384: 'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7',
  sha512:
    'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
  sha512_224: '4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa',
  sha512_256: '53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23',
  ripemd160: '8eb208f7e05d987a9b044a8e98c6b087f15a0bfc',
};

test.each(ALGORITHMS)('%s of its published vector', (algorithm) => {
  expect(crypto[algorithm]('abc', 'hex')).toBe(OF_ABC[algorithm]);
  expect(crypto[algorithm](new TextEncoder().encode('abc').buffer, 'hex')).toBe(OF_ABC[algorithm]);
});

test('md4 of more than one block, and of every length of padding', () => {
  const digits = '12345678901234567890123456789012345678901234567890123456789012345678901234567890';
  expect(crypto.md4(digits, 'hex')).toBe('e33b4ddc9c38f2199c3e7b164fcc0536');
  expect(crypto.md4('', 'hex')).toBe('31d6cfe0d16ae931b73c59d7e0c089c0');
});

test('hmac of the vectors that k6 prints', () => {
  expect(hmac('md4', 'k', 'hello', 'hex')).toBe('b5e7f0d8cdb9dd7b3f9cf2f3a88b61ea');
  expect(hmac('sha256', 'k', 'hello', 'hex')).toBe(
    '406e4b43f87095aa86ca6299d25e875921fefa180f02043bb29bec5681c0c2d0',
  );
  expect(hmac('ripemd160', 'k', 'hello', 'hex')).toBe('dee050825fae5df17d769f2eb7e3cab64decbb74');
  expect(hmac('sha512_224', 'k', 'hello', 'hex')).toBe(
    '73e674ac785da8d3c8452643911e22f20e5666216eaac27d0f6c52ec',
  );
});

test.each([
  ['hex', '5a8dd3ad0756a93ded72b823b19dd877'],
  ['base64', 'Wo3TrQdWqT3tcrgjsZ3Ydw=='],
  ['base64url', 'Wo3TrQdWqT3tcrgjsZ3Ydw=='],
  ['base64rawurl', 'Wo3TrQdWqT3tcrgjsZ3Ydw'],
])('%s is an output encoding', (encoding, expected) => {
  expect(crypto.md5('hello!', encoding)).toBe(expected);
});

test('binary gives an ArrayBuffer', () => {
  expect(hexEncode(crypto.md5('hello!', 'binary'))).toBe('5a8dd3ad0756a93ded72b823b19dd877');
});

test('pieces give what the whole gives, and a digest may be taken twice', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ALGORITHMS),
      fc.array(fc.uint8Array()),
      fc.uint8Array(),
      (algorithm, pieces, secret) => {
        const whole = Buffer.concat(pieces);
        const hash = createHash(algorithm);
        const mac = createHMAC(algorithm, secret);
        for (const piece of pieces) {
          hash.update(piece);
          mac.update(piece);
          mac.digest('hex');
        }
        expect(hash.digest('hex')).toBe(crypto[algorithm](whole, 'hex'));
        expect(hash.digest('hex')).toBe(crypto[algorithm](whole, 'hex'));
        expect(mac.digest('hex')).toBe(hmac(algorithm, secret, whole, 'hex'));
      },
    ),
  );
});

test('what is wrong is named', () => {
  expect(() => createHash('sha9')).toThrow('invalid algorithm: sha9');
  expect(() => createHash('constructor')).toThrow('invalid algorithm: constructor');
  expect(() => crypto.md5('a', 'zz')).toThrow('invalid output encoding: zz');
  expect(() => crypto.md5('a', undefined)).toThrow('invalid output encoding: ');
  expect(() => crypto.md5(12, 'hex')).toThrow('md5 failed: invalid type number');
  for (const size of [0, -1, 'x', 1.5]) expect(() => randomBytes(size)).toThrow('invalid size');
});

test('random bytes are as many as asked for', () => {
  expect(randomBytes(5).byteLength).toBe(5);
  expect(hexEncode(randomBytes(16))).not.toBe(hexEncode(randomBytes(16)));
});
