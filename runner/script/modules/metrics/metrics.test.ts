import { expect, test } from 'vitest';
import { DeclaredMetrics } from './declared-metrics.ts';
import { createMetrics } from './metrics.ts';

function vu({ throws = false } = {}) {
  const declared = new DeclaredMetrics();
  const added: unknown[][] = [];
  const warnings: string[] = [];
  const state = { init: true };
  const sink = {
    declare: declared.declare.bind(declared),
    add: (...sample: unknown[]) => {
      added.push(sample);
    },
  };
  const metrics = createMetrics({
    sink,
    inInit: () => state.init,
    warn: (message) => warnings.push(message),
    throws,
  });
  return { ...metrics, declared, added, warnings, state };
}

test('a value and its tags reach the sink', () => {
  const { Counter, Trend, added, state, declared } = vu();
  const errors = new Counter('errors');
  const waiting = new Trend('waiting_time', true);
  state.init = false;
  expect(errors.add(1)).toBe(true);
  expect(waiting.add(12.5, { page: 'cart', size: 3, hot: true })).toBe(true);
  expect(errors.add(true)).toBe(true);
  expect(errors.add(1, null)).toBe(true);
  expect(added).toEqual([
    [0, 1, undefined],
    [1, 12.5, { page: 'cart', size: '3', hot: 'true' }],
    [0, 1, undefined],
    [0, 1, undefined],
  ]);
  expect(declared.list).toEqual([
    { name: 'errors', kind: 'counter', isTime: false },
    { name: 'waiting_time', kind: 'trend', isTime: true },
  ]);
});

test.each(['a-b', '1x', '', 'a b', 'é', 'a.b', 'x'.repeat(129), undefined])('%s is no name', (name) => {
  const { Gauge } = vu();
  expect(() => new Gauge(name)).toThrow(`Invalid metric name: '${name ?? ''}'`);
});

test('a name belongs to one kind', () => {
  const { Counter, Trend } = vu();
  new Counter('m');
  expect(new Counter('m').name).toBe('m');
  expect(() => new Trend('m')).toThrow("metric 'm' already exists but with type counter, instead of trend");
  new Trend('t');
  expect(() => new Trend('t', true)).toThrow('already exists but with a value type default, instead of time');
});

test('init declares, and only then values are added', () => {
  const { Rate, state } = vu();
  const rate = new Rate('ok');
  expect(() => rate.add(1)).toThrow('Adding to metrics in the init context is not supported');
  state.init = false;
  expect(() => new Rate('other')).toThrow('metrics must be declared in the init context');
});

test.each([null, undefined, 'x', Number.NaN, {}])('%s is left out with a warning', (value) => {
  const { Counter, state, added, warnings } = vu();
  const counter = new Counter('c');
  state.init = false;
  expect(counter.add(value)).toBe(false);
  expect(added).toEqual([]);
  expect(warnings[0]).toContain(
    "is an invalid value for metric 'c', a number or a boolean value is expected",
  );
});

test('options.throw makes a bad value an error', () => {
  const { Counter, state } = vu({ throws: true });
  const counter = new Counter('c');
  state.init = false;
  expect(() => counter.add('x')).toThrow("'x' is an invalid value");
});

test.each([{}, null, undefined, []])('%s is no value of a tag', (value) => {
  const { Counter, state } = vu();
  const counter = new Counter('c');
  state.init = false;
  expect(() => counter.add(1, { a: value })).toThrow("invalid value for metric tag 'a'");
});
