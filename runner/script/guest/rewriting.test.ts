import { describe, expect, it } from 'vitest';
import { type Course, plainCourse, rewrittenCourse } from './rewritten.ts';

/** Every program does the same rewritten as it is. */
const RIGHT: Record<string, string> = {
  'calls within calls': 'export default () => log(io(io(1) + io(2)) + io(3))',
  'callbacks of array methods': `export default () => {
    const list = [1, 2, 3, 4];
    log(list.map((n) => io(n) * 2)); log(list.filter((n) => io(n) % 2)); log(list.reduce((a, n) => a + io(n)));
    log(list.reduceRight((a, n) => a + io(n), '')); log(list.some((n) => io(n) > 1)); log(list.every((n) => io(n) < 2));
    log([list.find((n) => io(n) > 2), list.findIndex((n) => io(n) > 2), list.findLast((n) => io(n) < 3), list.findLastIndex((n) => io(n) < 3)]);
    log(list.flatMap((n) => [io(n), n])); list.forEach((n, i, all) => log([io(n), i, all.length]));
  }`,
  'Array.from':
    'export default () => log([Array.from({ length: 3 }, (_, n) => io(n)), Array.from("ab", (c) => io(c)), Array.from(new Set([1, 2]), (n) => io(n))])',
  'maps and sets':
    'export default () => { new Map([[1, 2]]).forEach((v, k) => log([io(v), k])); new Set([3]).forEach((v) => log(io(v))) }',
  'methods, super, statics and private ones': `
    class A { #n = 1; base = 10; #own() { return io(this.#n++) } get(x) { return this.#own() + io(x) } static make() { io('made'); return new this() } }
    class B extends A { get(x) { const f = () => super.get(x); return f() + super.get(x) + this.base } }
    export default () => { const b = B.make(); log(b.get(5)); log(b.get(6)) }`,
  'properties of super': `
    class A { get size() { return 7 } }
    class B extends A { total() { return super.size + io(1) } }
    export default () => log(new B().total())`,
  'arrow functions in fields':
    'class A { n = 2; go = (x) => io(x) * this.n; } export default () => log(new A().go(4))',
  closures: `const made = []; for (let i = 0; i < 3; i++) made.push(() => io(i)); export default () => log(made.map((f) => f()))`,
  recursion:
    'function fib(n) { return n < 2 ? io(n) : fib(n - 1) + fib(n - 2) } export default () => log(fib(5))',
  'mutual recursion':
    'const even = (n) => n === 0 ? io(true) : odd(n - 1); const odd = (n) => n === 0 ? false : even(n - 1); export default () => log(even(6))',
  'try, catch and finally': `
    function f(n) { try { if (io(n) === 1) throw new Error('one'); return 'try' } catch (e) { io('catch'); return e.message } finally { io('finally'); if (n === 3) return 'kept' } }
    export default () => { log([f(0), f(1), f(3), f(13)]); for (const n of [1, 2]) { try { if (n === 1) continue; break } finally { log(io(n)) } } }`,
  'failures that nobody catches': 'export default () => { log(1); io(13); log(2) }',
  labels: `export default () => { outer: for (const a of [1, 2, 3]) { for (const b of [1, 2]) { if (io(b) === 2) continue outer; if (a === 3) break outer; log([a, b]) } } block: { if (io(1)) break block; log('no') } }`,
  'all loops': `export default () => { let i = 0; while (io(i) < 2) i++; do { i-- } while (io(i) > 0); for (let n = io(0); n < io(2); n += io(1)) log(n); for (const k in io({ a: 1, b: 2 })) log(k); for (const v of io([7, 8])) log(v) }`,
  switch: `export default () => { for (const n of [0, 1, 2, 3]) { switch (io(n)) { case io(0): log('zero'); case 1: log('fall'); break; case 2: { let x = io(9); log(x); break } default: log('other') } } }`,
  destructuring:
    'export default () => { const { a, b: [c, ...d] = io([1, 2, 3]), ...e } = io({ a: 4, f: 5 }); let x, y; [x, y = io(8)] = io([6]); log([a, c, d, e, x, y]) }',
  'assignments keep the order of their parts':
    'export default () => { let n = 1; const o = { k: 2 }; n += io(5); n = n + (n = io(2)) + n; o[io("k")] += io(3); o.m ??= io(4); o.m ||= io(5); o.k &&= io(6); log([n, o]) }',
  'spread and templates':
    'const list = () => io([1, 2]); export default () => log([...list(), Math.max(...list(), io(3)), `${io(4)}-${list()}`, { ...io({ z: 1 }) }])',
  'tagged templates':
    'function tag(parts, ...values) { return io(parts.join("|")) + values.map((v) => io(v)).join() } export default () => log(tag`a${1}b${io(2)}c`)',
  'default parameters':
    'const f = (a, b = a + 1, { c = b } = {}) => io(a + b + c); export default () => log([f(1), f(1, 5), f(1, 2, { c: 3 })])',
  'arguments and this':
    'function f() { return io(arguments.length) + this.n + arguments[0] } export default () => log([f.call({ n: 1 }, 2, 3), f.apply({ n: 2 }, [4]), f.bind({ n: 3 })(5)])',
  'generators of the script itself':
    'function* count(n) { for (let i = 0; i < n; i++) yield i } export default () => { for (const n of count(3)) log(io(n)); log([...count(2)].map((n) => io(n))) }',
  'generators that are told':
    'function* echo() { let got; while (true) got = yield got } export default () => { const g = echo(); g.next(); log(g.next(io(5)).value) }',
  'getters that do not wait':
    'const o = { get n() { return 5 }, set n(v) { log(v) } }; export default () => { o.n = io(3); log(o.n) }',
  'functions as values': `
    const api = { get: (n) => io(n), nested: { post(n) { return io(n * 2) } } };
    const table = [api.get, api.nested.post, (n) => n];
    const pick = (name) => api[name];
    export default () => { log(table.map((f) => f(3))); log(pick('get')(1)); const { get, nested: { post } } = api; log(get(1) + post(2)); log((0, api.get)(4)); log((true ? get : post)(5)) }`,
  'functions under computed names': `
    const api = {}; for (const name of ['a', 'b']) api['do_' + name] = (n) => io(name + n);
    const more = Object.fromEntries([['x', () => io('x')]]); class K { ['m' + 1]() { return io('m1') } }
    export default () => { log(api.do_a(1) + api.do_b(2)); log(more.x()); log(new K().m1()) }`,
  'functions that make functions':
    'const twice = (f) => (x) => f(f(x)); const curry = (f) => (a) => (b) => f(a, b); export default () => log([twice((n) => io(n) + 1)(1), curry((a, b) => io(a) - io(b))(5)(3)])',
  'callbacks of own functions': `
    function each(list, f) { for (const one of list) f(one) } function retry(n, f) { for (let i = 0; ; i++) { try { return f(i) } catch (e) { if (i >= n) throw e; log(e.message) } } }
    export default () => { each([1, 2], (n) => log(io(n))); log(retry(2, (i) => io(i < 2 ? 13 : i))) }`,
  'optional chains': `
    const api = { get: (n) => io({ n, json: (k) => io({ k, list: [n] }) }), none: null };
    export default () => { log(api.get?.(1).n); log(api?.get(2).json('a').list[0]); log(api.none?.get(io(1)).json()); log(api.no?.(io(2))); log(api?.['get']?.(3)?.json?.('b')?.list?.[io(0)]); log(io(null)?.x.y()); log((api?.get)(4).n) }`,
  'short circuits':
    'export default () => log([io(0) && io(1), io(0) || io(2), io(null) ?? io(3), io(1) ? io(4) : io(5), (io(6), io(7)), !io(0), typeof io("s"), void io(8), -io(9)])',
  'lines without semicolons': `export default () => {
    let a = 1
    io(2)
    const b = a
    ;[1].forEach((n) => io(n))
    if (b) io(3)
    else io(4)
    log(a)
  }`,
  'functions called before they are written':
    'export default () => log(later(1)); function later(n) { return inner(n); function inner(m) { return io(m) } }',
  'state of the module':
    'let n = 0; const bump = () => { n += io(1) }; export default () => { bump(); bump(); log(n) }',
  'async functions that nobody awaits hold up their caller until their first await': `
    async function first(n) { log('in ' + n); io(n); log('got ' + n); await null; log('on ' + n); io(n + 1); log('end ' + n); return n }
    export default async () => { const a = first(1); log('between'); const b = first(5); log('behind'); io(9); log('waited'); log(await Promise.all([a, b])) }`,
  'async callbacks, one after the other until they await': `
    export default async () => { log(await Promise.all([1, 2, 3].map(async (n) => { const v = io(n); log('got ' + v); return v * 2 }))) }`,
  'what goes on behind an await waits for what blocks': `
    async function quick() { await null; log('quick') }
    async function slow() { await null; io(1); log('slow'); io(2); log('slower') }
    export default async () => { const all = [slow(), quick(), slow()]; log('begun'); await Promise.all(all); log('done') }`,
  'async methods, closures, super and errors': `
    class A { async get(n) { return io(n) } }
    class B extends A { async get(n) { const v = await super.get(n); return v + 1 } static async made() { io(0); return new B() } }
    const o = { async 'do it'(n) { io(n); throw new Error('no ' + n) }, async plain() { return 7 } };
    export default async () => {
      const b = await B.made(); log(await b.get(1)); log(await o.plain());
      try { await o['do it'](2) } catch (e) { log(e.message) }
      o['do it'](3).catch((e) => log('caught ' + e.message)); log('behind');
      const later = async (n = 2, ...more) => n + more.length + io(n); log(await later(undefined, 1, 1));
      const bare = async n => io(n)
      log(await bare(4))
      await (async () => { try { await bare(13) } finally { log('finally') } })().catch((e) => log(e.message));
    }`,
  'async functions where nothing waits for them': `
    class A { constructor() { this.ready = this.begin() } async begin() { await null; return io(1) } }
    export default async () => { log(await new A().ready); log(await new Promise(async (resolve) => { await null; resolve(io(2)) })) }`,
  'async functions': `
    async function get(n) { const v = io(n); await null; return v + io(1) }
    export default async () => { log(await get(1)); for (const n of [1, 2]) log(await get(n)); log(await Promise.all([1, 2].map(async (n) => n * 2))); try { await get(13) } catch (e) { log(e.message) } }`,
  'async arrow functions and loops':
    'export default async () => { const f = async (n) => io(n); for await (const v of [f(1), f(2)]) log(v); return io(3) }',
  'async generators':
    'async function* g() { yield io(1); yield io(2) } export default async () => { for await (const v of g()) log(v) }',
  promises:
    'export default () => Promise.resolve(1).then((n) => io(n)).then((n) => log(n)).finally(() => io("end"))',
  'library calls that call back':
    'export default () => { log(run(() => io(1) + 1)); const f = () => io(2); log(run(f)) }',
  'methods with names of the language':
    'const o = { map(f) { return f(io(1)) }, then: 5, sort: (n) => io(n) }; export default () => { log(o.map((n) => io(n + 1))); log(o.sort(3)) }',
  'strings and numbers beside waiting methods':
    'const o = { trim: () => io("t") }; export default () => log([" a ".trim(), o.trim(), [1, 2].map(String)])',
  'callbacks that do not wait':
    'export default () => { log("a1".replace(/\\d/g, (d) => Number(d) + 1)); log(JSON.stringify({ a: 1 }, (k, v) => v)); log([2, 1].sort((a, b) => a - b)); log(io(1)) }',
  'strict functions':
    'function f(a, b) { "use strict"; return io(a) + io(b) } export default () => log(f(1, 2))',
  'new of what does not wait':
    'class P { constructor(n) { this.n = n } } function Q(n) { this.n = n } export default () => log([new P(io(1)).n, new Q(io(2)).n, new (class { m() { return io(3) } })().m()])',
  'comma, in, instanceof, delete':
    'class A {} export default () => { const o = { a: 1 }; log([io("a") in o, io(new A()) instanceof A, delete o[io("a")], o]) }',
};

/** Refused before it runs: the line, and words of the reason. */
const REFUSED: [title: string, source: string, line: number, words: string][] = [
  ['getter', 'const o = {\n get n() { return io(1) } };\nexport default () => log(o.n)', 2, 'getter "n"'],
  ['setter', 'class A {\n set n(v) { io(v) } }\nexport default () => { new A().n = 1 }', 2, 'setter "n"'],
  [
    'constructor',
    'class A { constructor() {\n io(1) } }\nexport default () => log(new A())',
    2,
    'constructor',
  ],
  [
    'function as a constructor',
    'function A() { this.n = io(1) }\n\nexport default () => log(new A().n)',
    3,
    'constructor',
  ],
  ['field', 'class A {\n n = io(1) }\nexport default () => log(new A().n)', 2, 'field n'],
  ['default value', 'const f = (\n a = io(1)) => a;\nexport default () => f()', 2, 'default value'],
  ['generator', 'function* g() {\n yield io(1) }\nexport default () => [...g()]', 2, 'generator "g"'],
  ['top level', 'const a = 1;\nio(1);\nexport default () => a', 2, 'outside of any function'],
  [
    'toString',
    'const o = {\n toString() { return io("a") } };\nexport default () => log(`${o}`)',
    2,
    'toString',
  ],
  ['valueOf', 'class A {\n valueOf() { return io(1) } }\nexport default () => log(+new A())', 2, 'valueOf'],
  [
    'toJSON',
    'const o = {\n toJSON: () => io(1) };\nexport default () => log(JSON.stringify(o))',
    2,
    'toJSON',
  ],
  [
    'Symbol.toPrimitive',
    'const o = {\n [Symbol.toPrimitive]() { return io(1) } };\nexport default () => log(+o)',
    2,
    'toPrimitive',
  ],
  [
    'Symbol.iterator',
    'const o = {\n [Symbol.iterator]() { return io([1]).values() } };\nexport default () => log([...o])',
    2,
    'iterator',
  ],
  [
    'trap of a Proxy',
    'const p = new Proxy({}, {\n get() { return io(1) } });\nexport default () => log(p.a)',
    1,
    'Proxy',
  ],
  ['executor of a promise', 'export default () =>\n new Promise((resolve) => resolve(io(1)))', 2, 'Promise'],
  ['replace', 'export default () =>\n log("a".replace(/a/, () => io("b")))', 2, 'replace()'],
  ['JSON.parse', 'export default () =>\n log(JSON.parse("[1]", (k, v) => io(v)))', 2, 'parse()'],
  ['NTLM', 'export default () => {\n  const params = {\n    auth: "ntlm" };\n  io(params) }', 3, 'NTLM'],
  ['require()', 'const http = require("k6/http");\nexport default () => {}', 1, 'require()'],
  ['import()', 'export default async () =>\n import("k6/http")', 2, 'import()'],
  ['eval', 'export default () =>\n eval("1")', 2, 'eval()'],
  ['new Function', 'export default () =>\n new Function("return 1")', 2, 'Function'],
];

describe('rewriting does the same as the language', () => {
  it.each(Object.entries(RIGHT))('%s', async (_, source) => {
    const rewritten = await rewrittenCourse(source);
    expect(rewritten).toEqual(await plainCourse(source));
  });
});

it('sorts as the language does, however often it compares', async () => {
  const source = `export default () => {
    const list = [5, undefined, 3, 1, , 4, 1.5, 2];
    log(list.toSorted((a, b) => io(a) - io(b))); log(list.sort((a, b) => Math.trunc(io(b)) - Math.trunc(io(a)))); log(Object.keys(list));
  }`;
  const sorted = ({ log }: Course) => log.filter((line) => !line.startsWith('io'));
  const rewritten = await rewrittenCourse(source);
  expect('log' in rewritten && sorted(rewritten)).toEqual(sorted(await plainCourse(source)));
});

describe('what nothing can wait for is refused by its line', () => {
  it.each(REFUSED)('%s', async (_, source, line, words) => {
    expect(await rewrittenCourse(source)).toEqual({
      refused: [
        expect.stringMatching(new RegExp(`^main\\.js:${line}: [^]*${words.replace(/[()]/g, '\\$&')}`)),
      ],
    });
  });
});
