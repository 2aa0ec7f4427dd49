import { expect, test } from 'vitest';
import { Executor } from '../../../lib/plan/executor.ts';
import { ScenarioTally } from './tally.ts';

test('numbers iterations of one lane of two, and knows how far they are', () => {
  const whole = { completed: 0, interrupted: 0 };
  const executor = Executor.parse({ type: 'shared-iterations', vus: 2, iterations: 8 });
  const tally = new ScenarioTally(executor, { lane: 1, lanes: 2 }, 0, whole);
  expect([tally.next(), tally.next(), tally.next()]).toEqual([1, 3, 5]);
  tally.completed();
  tally.interrupted();
  expect(tally.progress(99)).toBe(0.5);
  expect(whole).toEqual({ completed: 1, interrupted: 1 });
});

test('a scenario with a length has come as far as its time', () => {
  const executor = Executor.parse({ type: 'constant-vus', vus: 1, duration: '10s' });
  const tally = new ScenarioTally(executor, null, 2000, { completed: 0, interrupted: 0 });
  expect([tally.progress(0), tally.progress(4000), tally.progress(99_000)]).toEqual([0, 0.2, 1]);
});

test('setup and teardown are no iterations of a scenario', () => {
  const tally = new ScenarioTally(null, null, 0, { completed: 0, interrupted: 0 });
  expect(tally.next()).toBeNull();
});
