import { describe, expect, it } from 'vitest';
import { RequestFailure } from './error-kind.ts';
import { type Hop, isRedirect, nextHop } from './redirect.ts';

const hop = (method: string): Hop => ({
  method,
  url: new URL('http://shop.test/a/b?c=1'),
  headers: ['Authorization', 'Bearer x', 'content-type', 'application/json', 'X-Own', 'y', 'cookie', 'a=b'],
  body: '{}',
});

describe('nextHop', () => {
  it.each([
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [303, 'POST', 'GET'],
    [303, 'PUT', 'GET'],
    [303, 'HEAD', 'HEAD'],
    [301, 'PUT', 'PUT'],
    [302, 'DELETE', 'DELETE'],
    [307, 'POST', 'POST'],
    [308, 'POST', 'POST'],
    [302, 'GET', 'GET'],
  ])('%i turns %s into %s', (status, method, expected) => {
    const next = nextHop(hop(method), status, { location: '/next' });
    expect(next.method).toBe(expected);
    const keepsBody = expected === method && !(status === 303 && method !== 'HEAD');
    expect(next.body).toBe(keepsBody ? '{}' : null);
    expect(next.headers.includes('content-type')).toBe(keepsBody);
  });

  it('keeps credentials within the origin and drops them outside', () => {
    expect(nextHop(hop('GET'), 302, { location: '../x#part' })).toMatchObject({
      url: new URL('http://shop.test/x'),
      headers: hop('GET').headers,
    });
    for (const location of [
      'http://other.test/',
      'http://shop.test:81/',
      'https://shop.test/',
      '//other.test/x',
    ]) {
      expect(nextHop(hop('GET'), 302, { location }).headers).toEqual([
        'content-type',
        'application/json',
        'X-Own',
        'y',
      ]);
    }
  });

  it('refuses what is no address for HTTP', () => {
    for (const location of ['ftp://x/', 'javascript:alert(1)', 'http://', 'http://a b/']) {
      expect(() => nextHop(hop('GET'), 302, { location })).toThrow(RequestFailure);
    }
  });
});

it('knows which answers are redirects', () => {
  expect([301, 302, 303, 307, 308].every((status) => isRedirect(status, { location: '/' }))).toBe(true);
  expect([200, 300, 304, 404].some((status) => isRedirect(status, { location: '/' }))).toBe(false);
  expect(isRedirect(302, {})).toBe(false);
});
