import { expect, it } from 'vitest';
import { maskedHeader, maskedText, maskedUrl } from './masks.ts';

it.each([
  ['Authorization', 'Bearer abc.def', 'Bearer ***'],
  ['authorization', 'Digest username="x", response="y"', 'Digest ***'],
  ['Proxy-Authorization', 'opaque', '***'],
  ['cookie', 'sid=abc; theme=dark', 'sid=***; theme=***'],
  ['Set-Cookie', 'sid=abc; Path=/; HttpOnly', 'sid=***; Path=/; HttpOnly'],
  ['X-Api-Key', 'k1', '***'],
  ['x-csrf-token', 't', '***'],
  ['X-Amz-Security-Token', 't', '***'],
  ['content-type', 'text/plain', 'text/plain'],
  ['x-debug', 'seen eyJhbGciOi.eyJzdWIiOi.c2ln here', 'seen *** here'],
])('masks the header %s', (name, value, shown) => {
  expect(maskedHeader(name, value)).toBe(shown);
});

it('masks parameters of an address by their names', () => {
  expect(maskedUrl('http://u:p@h/x?page=2&access_token=a%20b&q=pin#f')).toBe(
    'http://***@h/x?page=2&access_token=***&q=pin#f',
  );
});

it('masks fields of JSON and forms by their names, also where the text was cut off', () => {
  expect(maskedText('{"user":"a","password":"p\\"q","token":12,"page":1}')).toBe(
    '{"user":"a","password":"***","token":"***","page":1}',
  );
  expect(maskedText('{"access_token":"abc')).toBe('{"access_token":"***"');
  expect(maskedText('user=a&password=b%21&page=1')).toBe('user=a&password=***&page=1');
});
