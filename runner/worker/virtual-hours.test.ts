import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Environment } from '../../lib/plan/environment.ts';
import { Plan, type PlanInput } from '../../lib/plan/plan.ts';
import { seriesOf } from '../../lib/run/series.ts';
import type { Snapshot } from '../../lib/run/snapshot.ts';
import type { FromWorker } from '../protocol.ts';
import { LoadWorker } from './load-worker.ts';
import { virtual } from './testing/virtual-socket.ts';
import { type Behaviour, VirtualTarget } from './testing/virtual-target.ts';

/** A whole load worker with all its parts, on a clock of which an hour passes in a second or two. */

vi.mock('../http/open-socket.ts', () => import('./testing/virtual-socket.ts'));
vi.mock('./loop-watch.ts', () => import('./testing/still-loop-watch.ts'));

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const realImmediate = setImmediate;
const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n{"ok":true}';

/** Behaviours by path, and the kind of failure that each must be counted as. */
const FAULTS: Record<string, { kind: string | null; behave: Behaviour }> = {
  '/fine': { kind: null, behave: (socket, nth) => socket.deliverAfter(1 + (nth % 900), OK) },
  '/pieces': { kind: null, behave: (socket) => socket.deliverAfter(5, ...OK) },
  '/slow': { kind: null, behave: (socket, nth) => socket.deliverAfter(20_000 + (nth % 30_000), OK) },
  '/silent': { kind: 'timeout', behave: () => {} },
  '/half': { kind: 'timeout', behave: (socket) => socket.deliverAfter(10, OK.slice(0, 45)) },
  '/hang-up': { kind: 'reset', behave: (socket) => setTimeout(() => socket.hangUp(), 30) },
  '/reset': { kind: 'reset', behave: (socket) => setTimeout(() => socket.fail('ECONNRESET'), 30) },
  '/cut': {
    kind: 'reset',
    behave: (socket) => {
      socket.deliverAfter(5, OK.slice(0, 45));
      setTimeout(() => socket.hangUp(), 9);
    },
  },
  '/garbage': { kind: 'protocol', behave: (socket) => socket.deliverAfter(3, 'what?\r\n\r\n') },
  '/error': {
    kind: 'status',
    behave: (socket) => socket.deliverAfter(8, 'HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n'),
  },
  '/stale': {
    kind: null,
    // Says goodbye long before its next request.
    behave: (socket) => {
      socket.deliverAfter(4, OK);
      setTimeout(() => socket.hangUp(), 500);
    },
  },
};

const HOURS = 2;
const step = (path: string) => ({ type: 'request' as const, name: path, url: path, timeout: '40s' });
const long = { gracefulStop: '5m' };

function scenarios(): PlanInput['scenarios'] {
  const paths = Object.keys(FAULTS);
  return [
    ...paths.map((path, index) => ({
      name: `rate of ${path}`,
      executor: {
        type: 'constant-arrival-rate' as const,
        rate: 20 + index,
        timeUnit: '1m',
        duration: `${HOURS}h`,
        maxVUs: 60,
        ...long,
      },
      steps: [step(path)],
    })),
    {
      name: 'people',
      executor: {
        type: 'ramping-vus',
        stages: [
          { duration: '30m', target: 60 },
          { duration: `${HOURS - 1}h`, target: 10 },
          { duration: '30m', target: 40 },
        ],
        gracefulRampDown: '5m',
        ...long,
      },
      steps: [
        { type: 'choose', options: paths.map((path) => ({ steps: [step(path)] })) },
        { type: 'think', time: { distribution: 'uniform', min: '1s', max: '60s' } },
      ],
    },
  ];
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');
function heapMb(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

type Sum = { count: number; failed: number; interrupted: number; errors: Record<string, number> };

it(`accounts for every request of ${HOURS} hours against a target that fails and dies, and keeps its memory`, async () => {
  const target = new VirtualTarget(
    Object.fromEntries(Object.entries(FAULTS).map(([path, { behave }]) => [path, behave])),
  );
  virtual.target = target;
  const plan = Plan.parse({ version: 1, name: 'Hours', scenarios: scenarios() });
  const names = seriesOf(plan).map(({ name }) => name);
  const sums: Record<string, Sum> = {};
  const iterations = { completed: 0, interrupted: 0, dropped: 0 };
  let seconds = 0;
  const add = ({ second, series, scenarios }: Snapshot) => {
    expect(second).toBe(seconds++);
    for (const part of series) {
      const name = names[part.series] ?? '?';
      sums[name] ??= { count: 0, failed: 0, interrupted: 0, errors: {} };
      const sum = sums[name];
      sum.count += part.count;
      sum.failed += part.failed;
      sum.interrupted += part.interrupted;
      for (const [kind, count] of Object.entries(part.errors))
        sum.errors[kind] = (sum.errors[kind] ?? 0) + (count ?? 0);
    }
    for (const one of scenarios) {
      iterations.completed += one.iterations;
      iterations.interrupted += one.interruptedIterations;
      iterations.dropped += one.droppedIterations;
    }
  };
  let end: FromWorker | null = null;
  const worker = new LoadWorker(
    {
      type: 'prepare',
      worker: 0,
      workers: 1,
      plan,
      environment: Environment.parse({ baseUrl: 'http://127.0.0.1:1', maxVUs: 10_000 }),
      secrets: {},
    },
    (message) => {
      if (message.type === 'second') add(message.snapshot);
      if (message.type === 'broken') throw new Error(message.detail);
      if (message.type === 'done') end = message;
    },
  );
  expect(worker.problems).toEqual([]);
  worker.begin(process.hrtime.bigint(), {});

  let early = 0;
  for (let minute = 0; minute < HOURS * 60 + 6; minute++) {
    if (minute % 20 === 10) target.die();
    vi.advanceTimersByTime(20_000);
    target.dead = false;
    vi.advanceTimersByTime(40_000);
    // What Node does behind the scenes has its turn.
    await new Promise<void>((resolve) => realImmediate(resolve));
    if (minute === 60) early = heapMb();
  }
  const late = heapMb();
  expect(end).toMatchObject({ type: 'done' });
  expect(seconds).toBeGreaterThanOrEqual(HOURS * 3600);

  let total = 0;
  for (const [path, { kind }] of Object.entries(FAULTS)) {
    const { count, failed, interrupted, errors } = sums[path] ?? {
      count: 0,
      failed: 0,
      interrupted: 0,
      errors: {},
    };
    const { refused = 0, reset = 0, ...other } = errors;
    total += count;
    expect(count, path).toBe((target.seen.get(path) ?? 0) + refused);
    expect([failed, interrupted], path).toEqual([Object.values(errors).reduce((sum, n) => sum + n, 0), 0]);
    // Beside its own kind there are only the moments in which the target dies.
    const own = kind === null || kind === 'reset' ? {} : { [kind]: count - refused - reset };
    expect(other, path).toEqual(own);
    if (kind === 'reset') expect(reset, path).toBe(count - refused);
    else if (kind !== 'timeout' && path !== '/slow') expect(reset, path).toBeLessThan(count / 50);
  }
  expect(total).toBeGreaterThan(33_000);
  expect(target.refused).toBeGreaterThan(100);
  expect([iterations.interrupted, iterations.dropped]).toEqual([0, 0]);
  const arrivals = Object.keys(FAULTS).reduce((sum, _, index) => sum + (20 + index) * 60 * HOURS, 0);
  expect(iterations.completed).toBeGreaterThan(arrivals);
  expect(target.mostOpen).toBeLessThan(400);
  expect(late - early, 'MB that the heap grew by in the last hours').toBeLessThan(6);
}, 120_000);
