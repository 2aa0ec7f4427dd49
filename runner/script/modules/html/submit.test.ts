import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHtml } from './html.ts';
import { formSubmission, linkTarget } from './submit.ts';
import { resolveUrl } from './url.ts';

const { parseHTML } = createHtml({ isWait: () => false, run: () => undefined });
const at = (html: string) => parseHTML(html, 'https://shop.test/a/b?x=1');

test('a form is sent with its fields, the given ones in their place and its button', () => {
  const page = at(
    '<form action="login" method="post"><input name=user value=u><input name=t type=hidden value=1><input type=submit name=go value=Go></form>',
  );
  expect(formSubmission(page, { fields: { user: 'me', more: 2 } })).toEqual({
    method: 'POST',
    url: 'https://shop.test/a/login',
    fields: { user: 'me', t: '1', go: 'Go', more: '2' },
  });
});

test('a form that gets puts its fields into the address', () => {
  const page = at('<form action="/find?old=1"><input name=q value="a b&c"></form>');
  expect(formSubmission(page, {})).toEqual({
    method: 'GET',
    url: 'https://shop.test/find?q=a+b%26c',
    fields: null,
  });
});

test('the form and the button can be chosen, and a button may lead elsewhere', () => {
  const page = at(
    '<form id=one></form><form id=two method=post><button name=b value=1>A</button><button id=x name=b value=2 formaction="/other">B</button></form>',
  );
  expect(formSubmission(page, { formSelector: '#two', submitSelector: '#x' })).toEqual({
    method: 'POST',
    url: 'https://shop.test/other',
    fields: { b: '2' },
  });
});

test('a link leads on from where its page is', () => {
  expect(linkTarget(at('<a>no</a><a href="../c?y=2#top">c</a>'), {}).url).toBe('https://shop.test/c?y=2');
  expect(() => linkTarget(at('<a>no</a>'), {})).toThrow("no element found for selector 'a[href]'");
  expect(() => linkTarget(at('<b>no</b>'), { selector: 'b' })).toThrow('no valid href attribute');
  expect(() => formSubmission(at('<p>'), {})).toThrow("no form found for selector 'form'");
});

test('addresses resolve as a browser resolves them', () => {
  const segment = fc.constantFrom('', '.', '..', 'a', 'b.c', 'd-e');
  const path = fc.array(segment, { maxLength: 5 }).map((segments) => segments.join('/'));
  const query = fc.constantFrom('', '?', '?x=1', '?x=1&y=a/../b');
  const link = fc.tuple(
    fc.constantFrom('', '/', '//host.test/', 'https://else.test:81/'),
    path,
    query,
    fc.constantFrom('', '#top'),
  );
  fc.assert(
    fc.property(link, path, query, ([start, to, search, hash], from, baseQuery) => {
      const written = start + to.replace(/^\/+/, '') + search + hash;
      const base = new URL(`http://u@base.test:8080/${from}${baseQuery}`).href;
      const expected = new URL(written, base);
      expected.hash = '';
      expect(resolveUrl(written, base).replace(/\?$/, '')).toBe(expected.href.replace(/[?]$/, ''));
    }),
    { numRuns: 500 },
  );
});
