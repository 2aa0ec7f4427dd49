import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Environment } from '../../lib/plan/environment.ts';
import { samplePlan } from '../../lib/plan/sample-plan.ts';
import { HostGuard } from '../../lib/run/host-guard.ts';
import { Names } from '../vu/names.ts';
import { IterationFailure, type Values } from '../vu/values.ts';
import { Origins } from './origins.ts';
import { compileTarget } from './target.ts';

const plan = samplePlan({
  variables: { host: 'http://localhost:4000' },
  scenarios: [
    {
      name: 'S',
      executor: { type: 'per-vu-iterations' },
      steps: [
        { type: 'set', variable: 'v', value: 'x' },
        { type: 'request', url: '/' },
      ],
    },
  ],
});
const [scenario] = plan.scenarios;
if (!scenario) throw new Error('no scenario');
const environment = Environment.parse({ baseUrl: 'http://127.0.0.1:3000/api/', allowedHosts: ['shop.test'] });
const origins = new Origins(new HostGuard(environment), environment.hosts, null);

function compiled(url: string, query: Record<string, string> = {}) {
  const names = new Names(plan, scenario as NonNullable<typeof scenario>, environment, {});
  const context = {
    names,
    counter: () => 0,
    problem: (sentence: string) => {
      throw new Error(sentence);
    },
  };
  const target = compileTarget({ url, query }, environment.baseUrl, origins, context);
  return {
    fixed: typeof target !== 'function',
    at: (v: string) => {
      const values: Values = { number: 1, iteration: 0, variables: [v], rows: [] };
      const { origin, path } = typeof target === 'function' ? target(values) : target;
      return `${origin.text}${path}`;
    },
  };
}

describe('compileTarget', () => {
  it.each([
    ['/products', {}, 'http://127.0.0.1:3000/api/products'],
    ['?a=1', {}, 'http://127.0.0.1:3000/api?a=1'],
    ['https://shop.test', {}, 'https://shop.test/'],
    ['https://shop.test/a b', {}, 'https://shop.test/a%20b'],
    ['{{host}}/x', {}, 'http://localhost:4000/x'],
    ['/s', { q: 'a b&c', 'x y': '1' }, 'http://127.0.0.1:3000/api/s?q=a%20b%26c&x%20y=1'],
    ['/s?p=1', { q: '2' }, 'http://127.0.0.1:3000/api/s?p=1&q=2'],
  ])('%s is made once', (url, query, expected) => {
    expect(compiled(url, query)).toMatchObject({ fixed: true });
    expect(compiled(url, query).at('')).toBe(expected);
  });

  it.each([
    ['/products/{{v}}', {}, '17', 'http://127.0.0.1:3000/api/products/17'],
    ['/products/{{v}}', {}, 'a b#c', 'http://127.0.0.1:3000/api/products/a%20b'],
    ['https://shop.test/{{v}}/x', {}, 'ä', 'https://shop.test/%C3%A4/x'],
    ['https://shop.test?q={{v}}', {}, '1', 'https://shop.test/?q=1'],
    ['/s', { q: '{{v}}' }, 'a&b=c', 'http://127.0.0.1:3000/api/s?q=a%26b%3Dc'],
    ['/s?p={{v}}', { q: '{{v}}' }, '1', 'http://127.0.0.1:3000/api/s?p=1&q=1'],
    ['{{v}}', {}, '/path', 'http://127.0.0.1:3000/api/path'],
    ['{{v}}', {}, 'https://shop.test/next?x=1', 'https://shop.test/next?x=1'],
    ['{{v}}', { q: '1' }, 'https://shop.test/next?x=1', 'https://shop.test/next?x=1&q=1'],
    ['http://{{v}}/x', {}, 'localhost:1', 'http://localhost:1/x'],
  ])('%s with %j and %s', (url, query, value, expected) => {
    expect(compiled(url, query)).toMatchObject({ fixed: false });
    expect(compiled(url, query).at(value)).toBe(expected);
  });

  it('knows the host that a value leads to', () => {
    expect(compiled('http://shop.test{{v}}/').at('.evil.test')).toBe('http://shop.test.evil.test/');
    expect(origins.of(new URL('http://shop.test.evil.test/')).allowed).toBe(false);
    expect(origins.of(new URL('http://shop.test/')).allowed).toBe(true);
  });

  it('ends the iteration where a value makes no address', () => {
    expect(() => compiled('http://{{v}}/').at('a b')).toThrow(IterationFailure);
  });

  it('stays at the host of the plan, and sends a path that HTTP allows, whatever the value', () => {
    const target = compiled('/p/{{v}}');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const url = target.at(value);
        expect(url.startsWith('http://127.0.0.1:3000/')).toBe(true);
        expect(url).toMatch(/^[\x21-\x7e]+$/);
      }),
    );
  });
});
