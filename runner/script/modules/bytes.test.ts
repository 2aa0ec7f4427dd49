import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, hexOf, textOf, utf8Of } from './bytes.ts';

test('writes and reads UTF-8 as the platform does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(utf8Of(text)).toEqual(new TextEncoder().encode(text));
      expect(textOf(utf8Of(text))).toBe(text);
    }),
  );
});

test('a lone surrogate and a byte that is no UTF-8 are replaced', () => {
  expect([...utf8Of('a\ud800b')]).toEqual([0x61, 0xef, 0xbf, 0xbd, 0x62]);
  expect(textOf(new Uint8Array([0x61, 0xff, 0x62]))).toBe('a\ufffdb');
  // Written longer than needed, a surrogate, beyond the last code point, cut off.
  for (const wrong of [
    [0xc0, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xe2, 0x82],
  ]) {
    expect(textOf(new Uint8Array(wrong))).toMatch(/^\ufffd+$/);
  }
});

test('a view is seen where it lies', () => {
  const all = new Uint8Array([1, 2, 3, 4]);
  expect([...bytesOf(all.subarray(1, 3))]).toEqual([2, 3]);
  expect([...bytesOf(new DataView(all.buffer, 2))]).toEqual([3, 4]);
  expect(hexOf(all)).toBe('01020304');
});
