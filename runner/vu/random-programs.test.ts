import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Environment } from '../../lib/plan/environment.ts';
import { Plan, type PlanInput } from '../../lib/plan/plan.ts';
import type { FromWorker } from '../protocol.ts';
import { LoadWorker } from '../worker/load-worker.ts';
import { virtual } from '../worker/testing/virtual-socket.ts';
import { VirtualTarget } from '../worker/testing/virtual-target.ts';

/** Any tree of steps compiles, ends, and makes as many requests as it must. */

vi.mock('../http/open-socket.ts', () => import('../worker/testing/virtual-socket.ts'));
vi.mock('../worker/loop-watch.ts', () => import('../worker/testing/still-loop-watch.ts'));

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

type Step = NonNullable<PlanInput['scenarios'][number]['steps']>[number];
/** Steps, and the fewest and most requests that they make. */
type Tree = { step: Step; least: number; most: number };

const sum = (trees: Tree[], of: 'least' | 'most') => trees.reduce((total, tree) => total + tree[of], 0);
const stepsOf = (trees: Tree[]) => trees.map(({ step }) => step);
const text = fc.constantFrom(
  'x',
  '{{v}}',
  '{{$uuid}}',
  '{{$counter}}',
  'a {{$randomInt(1, 9)}} b',
  '{{"{{"}}',
);

const { tree } = fc.letrec<{ tree: Tree; trees: Tree[] }>((tie) => ({
  trees: fc.array(tie('tree'), { maxLength: 4 }),
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text.map((value) => ({
      step: { type: 'request' as const, name: 'r', url: '/', headers: { 'x-v': value } },
      least: 1,
      most: 1,
    })),
    text.map((value) => ({ step: { type: 'set' as const, variable: 'v', value }, least: 0, most: 0 })),
    fc.nat(3000).map((ms) => ({
      step: { type: 'think' as const, time: { distribution: 'constant' as const, duration: `${ms}ms` } },
      least: 0,
      most: 0,
    })),
    tie('trees').map((inner) => ({
      step: { type: 'group' as const, name: 'g', steps: stepsOf(inner) },
      least: sum(inner, 'least'),
      most: sum(inner, 'most'),
    })),
    fc.tuple(fc.nat(4), tie('trees')).map(([times, inner]) => ({
      step: { type: 'repeat' as const, times, steps: stepsOf(inner) },
      least: times * sum(inner, 'least'),
      most: times * sum(inner, 'most'),
    })),
    fc.tuple(text, text, tie('trees'), tie('trees')).map(([left, right, then, otherwise]) => ({
      step: {
        type: 'if' as const,
        condition: { left, operator: 'equals' as const, right },
        then: stepsOf(then),
        else: stepsOf(otherwise),
      },
      least: Math.min(sum(then, 'least'), sum(otherwise, 'least')),
      most: Math.max(sum(then, 'most'), sum(otherwise, 'most')),
    })),
    fc.array(tie('trees'), { minLength: 1, maxLength: 3 }).map((options) => ({
      step: {
        type: 'choose' as const,
        options: options.map((inner, weight) => ({ weight: weight + 1, steps: stepsOf(inner) })),
      },
      least: Math.min(...options.map((inner) => sum(inner, 'least'))),
      most: Math.max(...options.map((inner) => sum(inner, 'most'))),
    })),
  ),
}));

const ITERATIONS = 2;
const VUS = 3;

it('performs any tree of steps to its end', () => {
  fc.assert(
    fc.property(fc.array(tree, { minLength: 1, maxLength: 4 }), (trees) => {
      fc.pre(sum(trees, 'most') < 300);
      const target = new VirtualTarget({
        '/': (socket) => socket.deliverAfter(3, 'HTTP/1.1 204 No Content\r\n\r\n'),
      });
      virtual.target = target;
      const plan = Plan.parse({
        version: 1,
        name: 'Random',
        variables: { v: 'x' },
        scenarios: [
          {
            name: 'S',
            executor: { type: 'per-vu-iterations', vus: VUS, iterations: ITERATIONS, maxDuration: '24h' },
            steps: [{ type: 'request', name: 'first', url: '/' }, ...stepsOf(trees)],
          },
        ],
      });
      const said: FromWorker[] = [];
      const worker = new LoadWorker(
        {
          type: 'prepare',
          worker: 0,
          workers: 1,
          plan,
          environment: Environment.parse({ baseUrl: 'http://127.0.0.1:1' }),
          secrets: {},
        },
        (message) => said.push(message),
      );
      expect(worker.problems).toEqual([]);
      worker.begin(process.hrtime.bigint(), {});
      for (let second = 0; second < 20_000 && said.at(-1)?.type !== 'done'; second++)
        vi.advanceTimersByTime(1000);
      expect(said.at(-1)).toMatchObject({ type: 'done' });
      expect(said.filter(({ type }) => type === 'broken')).toEqual([]);

      const snapshots = said.flatMap((message) => (message.type === 'second' ? [message.snapshot] : []));
      const counted = snapshots
        .flatMap(({ series }) => series)
        .reduce((total, { count }) => total + count, 0);
      const seen = target.seen.get('/') ?? 0;
      expect(counted).toBe(seen);
      expect(seen).toBeGreaterThanOrEqual(VUS * ITERATIONS * (1 + sum(trees, 'least')));
      expect(seen).toBeLessThanOrEqual(VUS * ITERATIONS * (1 + sum(trees, 'most')));
      const scenarios = snapshots.flatMap(({ scenarios }) => scenarios);
      expect(scenarios.reduce((total, one) => total + one.iterations, 0)).toBe(VUS * ITERATIONS);
    }),
    { numRuns: 60 },
  );
});
