import { expect, test } from 'vitest';
import type { Waits } from '../waits.ts';
import { createHtml } from './html.ts';
import type { Selection } from './selection.ts';

const NEVER: Waits = { isWait: () => false, run: () => undefined };
const { parseHTML } = createHtml(NEVER);

const PAGE = `<!DOCTYPE html><html lang="en"><head><title>T &amp; t</title></head>
<body data-x='{"a":1}' data-n="12" data-b="true" data-foo-bar="baz" data-z="null" data-f="1.50">
<!-- c --><h1 id="top" class="a b">Hello <em>world</em> &lt;3</h1>
<ul><li class="x">1</li><li>2</li><li class="x y">3</li><li>4</li></ul><p>p1</p><p>p2</p>
<a href="https://u:p@ex.com:8443/p/a?q=1#z" rel="nofollow noopener">link</a>
<form id="f" action="/go" method="post"><label for="in">L</label><input id="in" name="q" value="v">
<input type="checkbox" name="c1" value="on1" checked><input type="checkbox" name="c2"><input type="checkbox" name="c3" value="on3" checked="checked"><input type=submit name=s value=Go>
<input name=dis value=d disabled><input value=noname><input name=empty>
<select name="s1"><option value="o1">One</option><option value="o2" selected>Two</option></select>
<select name="s0"><option>Z0</option></select>
<select name="m" multiple><option value="a" selected>A</option><option value="b">B</option><option value="c" selected>C</option></select>
<textarea name="t">tx
y</textarea><button name="b" value="bv">But</button></form>
<table><tr><td>1</td><td colspan=2>2</td></tr></table></body></html>`;

const page = parseHTML(PAGE);
const find = (selector: string) => page.find(selector);
const li = find('li');
const texts = (selection: unknown) => (selection as Selection).toArray().map((one) => one.text());
const names = (selection: Selection) =>
  selection.map((_: number, one: Selection) => element(one).nodeName?.());

/** An element as a script sees it: with the methods of its kind. */
function element(selection: Selection): Record<string, (...args: unknown[]) => unknown> {
  return selection.get(0) as unknown as Record<string, (...args: unknown[]) => unknown>;
}

/** The answers are those of k6 itself to the same questions. */
test('reads text, markup and attributes', () => {
  expect(find('h1').text()).toBe('Hello world <3');
  expect(find('h1').html()).toBe('Hello <em>world</em> &lt;3');
  expect(find('title').text()).toBe('T & t');
  expect([find('zzz').text(), find('zzz').html()]).toEqual(['', '']);
  expect(find('h1').attr('class')).toBe('a b');
  expect(find('h1').attr('nope')).toBeUndefined();
  expect(find('h1').attr('nope', 'otherwise')).toBe('otherwise');
  expect(parseHTML('<p>x').html()).toBe('<html><head></head><body><p>x</p></body></html>');
  expect(parseHTML('<td>x</td>').html()).toBe('<html><head></head><body>x</body></html>');
  expect(parseHTML('<p>a<br>b<img src=x>&nbsp;é"').find('p').html()).toBe(
    'a<br/>b<img src="x"/>\u00a0é&#34;',
  );
});

test('reads data attributes by what they hold', () => {
  expect(find('body').data()).toEqual({ x: { a: 1 }, n: 12, b: true, fooBar: 'baz', f: '1.50' });
  expect(find('body').data('fooBar')).toBe('baz');
  expect(find('body').data('foo-bar')).toBe('baz');
  expect(find('body').data('z')).toBeUndefined();
});

test('walks', () => {
  expect(texts(li.next())).toEqual(['2', '3', '4']);
  expect(texts(li.next('.x'))).toEqual(['3']);
  expect(texts(li.eq(1).nextAll())).toEqual(['3', '4']);
  expect(texts(li.eq(0).nextUntil('.y'))).toEqual(['2']);
  expect(texts(li.eq(0).nextUntil(find('.y')))).toEqual(['2']);
  expect(texts(li.last().prevAll())).toEqual(['3', '2', '1']);
  expect(texts(li.last().prevUntil('.x'))).toEqual([]);
  expect(names(li.parents())).toEqual(['ul', 'body', 'html']);
  expect(names(find('em').parentsUntil('html'))).toEqual(['h1', 'body']);
  expect(find('em').closest('h1').attr('id')).toBe('top');
  expect(find('em').closest('em').size()).toBe(1);
  expect(find('ul').children('.x').size()).toBe(2);
  expect(find('h1').contents().size()).toBe(3);
  expect(texts(li.eq(1).siblings())).toEqual(['1', '3', '4']);
  expect(find('h1,p').has('em').size()).toBe(1);
  expect(find('table > tbody > tr').size()).toBe(1);
});

test('picks', () => {
  expect(texts(li.slice(1, 3))).toEqual(['2', '3']);
  expect(texts(li.slice(-2))).toEqual(['3', '4']);
  expect([li.eq(1).text(), li.eq(-1).text(), li.eq(9).size()]).toEqual(['2', '4', 0]);
  expect(texts(li.filter('.x'))).toEqual(['1', '3']);
  expect(texts(li.filter((index: number) => index > 1))).toEqual(['3', '4']);
  expect(texts(li.filter((_: number, one: Selection) => one.text() === '2'))).toEqual(['2']);
  expect(texts(li.not(find('.x')))).toEqual(['2', '4']);
  expect([li.is('.y'), li.is('.q'), li.is((index: number) => index === 2), li.is(find('.y'))]).toEqual([
    true,
    false,
    true,
    true,
  ]);
  expect(() => li.filter(5)).toThrow(
    'the argument to filter() must be a function, a selector or a selection',
  );
  expect(find('li[').size()).toBe(0);
  expect(() => page.find(undefined)).toThrow('a selector is text');
});

test('each gives elements, and map gives selections', () => {
  const seen: unknown[] = [];
  li.each((index: number, one: { textContent(): string }) => seen.push(index + one.textContent()));
  expect(seen).toEqual(['01', '12', '23', '34']);
  expect(li.map((index: number, one: Selection) => index + one.text())).toEqual(seen);
});

test('a callback that waits is waited for, in turn', async () => {
  const waits: Waits = {
    isWait: (value) => value instanceof Promise,
    run: async (steps) => {
      let step = steps.next();
      while (!step.done) step = steps.next(await step.value);
      return step.value;
    },
  };
  const items = createHtml(waits).parseHTML('<i>a</i><i>b</i><i>c</i>').find('i');
  const order: string[] = [];
  const results = await items.map(async (_: number, one: Selection) => {
    order.push(`begin ${one.text()}`);
    await Promise.resolve();
    order.push(`end ${one.text()}`);
    return one.text() !== 'b';
  });
  expect(results).toEqual([true, false, true]);
  expect(order).toEqual(['begin a', 'end a', 'begin b', 'end b', 'begin c', 'end c']);
  expect(texts(await items.filter(async (_: number, one: Selection) => one.text() !== 'b'))).toEqual([
    'a',
    'c',
  ]);
});

test('reads forms', () => {
  expect(find('#in').val()).toBe('v');
  expect(find('[name=s1]').val()).toBe('o2');
  expect(find('[name=m]').val()).toEqual(['a', 'c']);
  expect(find('textarea').val()).toBe('tx\ny');
  expect([find('button').val(), find('h1').val(), find('[name=c2]').val()]).toEqual(['bv', undefined, 'on']);
  expect(find('form').serializeObject()).toEqual({
    q: 'v',
    c3: 'on3',
    dis: 'd',
    empty: '',
    s1: 'o2',
    s0: '',
    m: ['a', 'c'],
    t: 'tx\ny',
  });
  expect(find('form').serialize()).toBe('c3=on3&dis=d&empty=&m=a&m=c&q=v&s0=&s1=o2&t=tx%0Ay');
});

test('elements know their place', () => {
  const h1 = element(find('h1'));
  expect([h1.nodeName?.(), h1.nodeType?.(), h1.nodeValue?.(), h1.id?.()]).toEqual([
    'h1',
    1,
    undefined,
    'top',
  ]);
  expect(h1.classList?.()).toEqual(['a', 'b']);
  expect(h1.getAttribute?.('zz')).toBeUndefined();
  const inside = h1.querySelector?.('em') as { textContent(): string };
  expect(inside.textContent()).toBe('world');
  expect([h1.contains?.(inside), h1.contains?.(h1)]).toEqual([true, false]);
  expect(h1.isSameNode?.(element(find('h1')))).toBe(true);
  expect(element(find('em')).ownerDocument?.()).toBe(element(page));
});

test('links give the parts of their address', () => {
  const link = element(find('a'));
  const parts = [
    'hash',
    'host',
    'hostname',
    'origin',
    'password',
    'pathname',
    'port',
    'protocol',
    'search',
    'username',
  ];
  expect(parts.map((part) => link[part]?.())).toEqual([
    '#z',
    'ex.com:8443',
    'ex.com',
    'https://ex.com:8443',
    'p',
    '/p/a',
    '8443',
    'https',
    '?q=1',
    'u',
  ]);
  expect(link.relList?.()).toEqual(['nofollow', 'noopener']);
});

test('fields, choices and tables have methods of their own', () => {
  const choice = element(find('[name=m]'));
  expect(['length', 'selectedIndex', 'value', 'size', 'type'].map((of) => choice[of]?.())).toEqual([
    3,
    0,
    'a',
    4,
    'select-multiple',
  ]);
  const input = element(find('#in'));
  expect(['value', 'type', 'formAction', 'formMethod', 'maxLength'].map((of) => input[of]?.())).toEqual([
    'v',
    'text',
    '/go',
    'post',
    -1,
  ]);
  expect(input.form?.()).toBe(find('form').get(0));
  expect(element(find('label')).control?.()).toBe(find('#in').get(0));
  expect([element(find('td').eq(1)).cellIndex?.(), element(find('td').eq(1)).colSpan?.()]).toEqual([1, 2]);
  expect(element(find('tr')).rowIndex?.()).toBe(0);
});
