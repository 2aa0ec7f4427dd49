import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeBody, MOST_KEPT_BYTES } from './decode-body.ts';

const text = Buffer.from('{"id":1}'.repeat(100));

describe('decodeBody', () => {
  it.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['identity', text],
    ['GZIP, br', brotliCompressSync(gzipSync(text))],
  ])('%s', (encoding, body) => {
    expect(Buffer.from(decodeBody(body, encoding))).toEqual(text);
  });

  it('says what is wrong with a body that is not what it says', () => {
    expect(() => decodeBody(text, 'gzip')).toThrow(
      'the body is not valid gzip, as its content-encoding says: incorrect header check',
    );
    expect(() => decodeBody(gzipSync(text).subarray(0, 20), 'gzip')).toThrow('not valid gzip');
    expect(() => decodeBody(text, 'zstd-x')).toThrow('"zstd-x", which we cannot decode');
  });

  it('stops at a bomb', () => {
    const bomb = gzipSync(Buffer.alloc(MOST_KEPT_BYTES + 1));
    expect(bomb.length).toBeLessThan(20_000);
    expect(() => decodeBody(bomb, 'gzip')).toThrow('larger than 10 MB when decoded');
  });
});
