import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Base64Variant, b64decode, b64encode } from './encoding.ts';

test('encodes the vectors of RFC 4648', () => {
  const vectors = {
    '': '',
    f: 'Zg==',
    fo: 'Zm8=',
    foo: 'Zm9v',
    foob: 'Zm9vYg==',
    fooba: 'Zm9vYmE=',
    foobar: 'Zm9vYmFy',
  };
  for (const [plain, encoded] of Object.entries(vectors)) {
    expect(b64encode(plain)).toBe(encoded);
    expect(b64decode(encoded, 'std', 's')).toBe(plain);
    expect(b64encode(plain, 'rawstd')).toBe(encoded.replaceAll('=', ''));
  }
});

test('url variants use their own alphabet', () => {
  expect(b64encode('hello?>é', 'url')).toBe('aGVsbG8_PsOp');
  expect(b64encode('hello?>é')).toBe('aGVsbG8/PsOp');
});

test.each<Base64Variant>(['std', 'rawstd', 'url', 'rawurl'])('%s gives back every bytes', (variant) => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const decoded = b64decode(b64encode(bytes, variant), variant);
      expect(new Uint8Array(decoded as ArrayBuffer)).toEqual(new Uint8Array(bytes));
    }),
  );
});

test.each([
  ['aGVsbG8', 'std', 4],
  ['aG!sbG8=', 'std', 2],
  ['aGVsbG8=', 'rawstd', 7],
])('%s is no %s base64', (text, variant, at) => {
  expect(() => b64decode(text, variant)).toThrow(`illegal base64 data at input byte ${at}`);
});

test('line ends do not count, and what is no bytes is refused', () => {
  expect(b64decode('aGVs\nbG8=', 'std', 's')).toBe('hello');
  expect(() => b64encode(12)).toThrow('invalid type number, expected string, []byte or ArrayBuffer');
  expect(() => b64encode(null)).toThrow('invalid type null');
});
