import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Cookies } from './cookies.ts';
import { decodeBody } from './decode-body.ts';
import { RequestFailure } from './error-kind.ts';
import { type Hop, nextHop } from './redirect.ts';

/** Whatever a target answers, it is used, ignored or a failure of the request: never an error of ours. */

const pieces = (...known: string[]) =>
  fc
    .array(fc.oneof(fc.constantFrom(...known), fc.string({ unit: 'binary-ascii', maxLength: 5 })), {
      maxLength: 12,
    })
    .map((parts) => parts.join(''));

const cookie = pieces(
  'a',
  '=',
  ';',
  ' ',
  'Domain=',
  'shop.test',
  '.',
  'Path=/',
  'Max-Age=',
  'Expires=',
  '-1',
  'Secure',
  '__Host-',
  '"',
  ',',
);

it('keeps or ignores any cookie, and sends only what a header can hold', () => {
  fc.assert(
    fc.property(fc.array(cookie, { maxLength: 5 }), fc.webPath(), (headers, path) => {
      const cookies = new Cookies();
      cookies.store(headers, `http://shop.test${path}`);
      const sent = cookies.headerFor(`http://shop.test${path}`);
      expect(sent).not.toMatch(/[\r\n]/);
      expect(() => cookies.valueOf('a', 'http://shop.test/')).not.toThrow();
    }),
    { numRuns: 200 },
  );
});

it('follows any redirect to an address for HTTP, or says that it is none', () => {
  const hop: Hop = {
    method: 'POST',
    url: new URL('http://shop.test/a?b#c'),
    headers: ['authorization', 'secret', 'cookie', 'secret'],
    body: 'x',
  };
  const location = pieces(
    'http',
    'https',
    ':',
    '//',
    '/',
    '..',
    '?',
    '#',
    '@',
    'shop.test',
    'evil.test',
    ':80',
    '[::1]',
    '%',
    '\\',
    ' ',
    '\t',
  );
  fc.assert(
    fc.property(location, fc.constantFrom(301, 302, 303, 307, 308), (to, status) => {
      try {
        const { url, headers } = nextHop(hop, status, { location: to });
        expect(url.protocol).toMatch(/^https?:$/);
        if (url.origin !== 'http://shop.test') expect(headers).not.toContain('secret');
      } catch (error) {
        expect(error).toBeInstanceOf(RequestFailure);
      }
    }),
    { numRuns: 2000 },
  );
});

it('decodes any body, or says why not', () => {
  const encoding = fc.oneof(
    fc.array(fc.constantFrom('gzip', 'x-gzip', 'deflate', 'br', 'identity', '', 'zstd', ' GZIP '), {
      maxLength: 3,
    }),
    fc.array(fc.string({ maxLength: 4 }), { maxLength: 2 }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), encoding, (body, encodings) => {
      try {
        expect(decodeBody(body, encodings.join(','))).toBeInstanceOf(Uint8Array);
      } catch (error) {
        expect(error).toBeInstanceOf(RequestFailure);
      }
    }),
    { numRuns: 1000 },
  );
});
