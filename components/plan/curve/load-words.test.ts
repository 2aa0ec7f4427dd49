import { expect, it } from 'vitest';
import { Executor } from '@/lib/plan/executor.ts';
import { executorWords, planWords } from './load-words.ts';

type Input = Parameters<typeof Executor.parse>[0];
const words = (input: Input) => executorWords(Executor.parse(input));
const stages = (...targets: number[]) => targets.map((target) => ({ duration: '1m', target }));

it.each([
  [{ type: 'ramping-vus', stages: stages(50, 50, 0) }, '0 → 50 → 0 users in 3 min'],
  [{ type: 'ramping-vus', startVUs: 1, stages: stages(2, 3, 4, 5, 6) }, '1 → 2 → 3 → … → 6 users in 5 min'],
  [{ type: 'constant-vus', vus: 1, duration: '90s' }, '1 user for 1 min 30 s'],
  [
    { type: 'constant-arrival-rate', rate: 90, timeUnit: '1m', duration: '5m', maxVUs: 9 },
    '1.5 iterations/s for 5 min',
  ],
  [
    { type: 'ramping-arrival-rate', startRate: 10, stages: stages(100, 0), maxVUs: 9 },
    '10 → 100 → 0 iterations/s in 2 min',
  ],
  [{ type: 'per-vu-iterations', vus: 10, iterations: 5 }, '10 users, 5 iterations each'],
  [{ type: 'shared-iterations', vus: 2, iterations: 1000 }, '1,000 iterations shared by 2 users'],
])('%j', (input, text) => expect(words(input)).toBe(text));

it('says what a whole plan demands', () => {
  const at = (input: Input, startMs = 0) => ({ name: 'S', executor: Executor.parse(input), startMs });
  expect(planWords([])).toBe('No load yet.');
  expect(planWords([at({ type: 'ramping-vus', stages: stages(50, 50, 0) })])).toBe(
    'Up to 50 users at once, for 3 min.',
  );
  expect(
    planWords([
      at({ type: 'shared-iterations', vus: 2, iterations: 10, maxDuration: '1m' }, 30_000),
      at({ type: 'constant-arrival-rate', rate: 5, duration: '1m', maxVUs: 9 }),
    ]),
  ).toBe('Up to 2 users at once and up to 5 new iterations a second, for at most 1 min 30 s.');
});
