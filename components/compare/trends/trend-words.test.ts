import { expect, it } from 'vitest';
import { trendWords } from './trend-words.ts';

it.each([
  ['p95', 102, 143, 'p95 changed with release 1.4: from 102 ms to 143 ms (+40 %)'],
  ['failedRate', 0, 0.02, 'failed changed with release 1.4: from 0 % to 2 % (+2 points)'],
  ['requestsPerSecond', 50, 40, 'per second changed with release 1.4: from 50.0/s to 40.0/s (−20 %)'],
] as const)('says what changed with which release: %s', (metric, before, after, words) => {
  expect(trendWords({ metric, before, after, runId: 'x', release: '1.4', p: 0.01 })).toBe(words);
});
