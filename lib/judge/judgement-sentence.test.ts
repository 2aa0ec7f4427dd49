import { describe, expect, it } from 'vitest';
import { type Answer, answersOf, MARGINS } from './answers.ts';
import type { Estimate, RequestEstimates, RunEstimates } from './estimate.ts';
import { byImpact, countAnswers } from './impact.ts';
import { judgementSentence } from './judgement-sentence.ts';

const p95 = (before: number, after: number, error = 0.01): Estimate => ({
  ...{ metric: 'p95', baseline: before, candidate: after, difference: Math.log(after / before) },
  ...{ error, freedom: 1000, lacks: null },
});
const planned: Estimate = {
  ...{ metric: 'requestsPerSecond', baseline: 5, candidate: 5, difference: 0, error: 0, freedom: 0 },
  lacks: 'planned',
};
const failing = (before: number, after: number): Estimate => ({
  ...{ metric: 'failedRate', baseline: before, candidate: after, difference: after - before },
  ...{ error: 0.0001, freedom: 1000, lacks: null },
});
const row = (name: string, ...estimates: Estimate[]): RequestEstimates => ({
  ...{ scenario: 'S', group: '', name, requests: { baseline: 1000, candidate: 1000 } },
  estimates: [...estimates, planned],
});
const judge = (...requests: RequestEstimates[]) => {
  const runs: RunEstimates = {
    ...{ baseline: { from: 0, to: 100 }, candidate: { from: 0, to: 100 }, unitSeconds: 1, isPaired: true },
    ...{ total: { ...row(''), estimates: [] }, requests },
  };
  return answersOf(runs, MARGINS);
};
/** Of the metrics that the rows above do not have there is not enough data either. */
const only = (...requests: RequestEstimates[]) => {
  const { total, requests: rows } = judge(...requests);
  return { total, requests: rows };
};

describe('judgementSentence', () => {
  it.each([
    [
      'List is 4.0x faster at p95 (3.9x to 4.1x); nothing is known to be worse.',
      [row('List', p95(400, 100))],
    ],
    [
      'Order is 20 % slower at p95 (18 % to 22 %); list is 4.0x faster at p95 (3.9x to 4.1x).',
      [row('list', p95(400, 100)), row('Order', p95(50, 60))],
    ],
    [
      'List is 20x slower at p95 (20x to 20x) (and 1 more worse); nothing is better.',
      [row('List', p95(100, 2000)), row('Order', p95(50, 60))],
    ],
    ['List fails 10 % of its requests instead of 0 %; nothing is better.', [row('List', failing(0, 0.1))]],
    ['Not enough data to judge any of the', [row('List', p95(100, 105, 1))]],
  ])('says: %s', (sentence, requests) => {
    expect(judgementSentence(only(...requests))).toContain(sentence);
  });

  it.each([
    ['invalid', 'It cannot be judged: its generator could not keep up'],
    ['short', 'Too short to be judged'],
    ['other-answers', 'Latencies cannot be compared'],
    ['few-requests', 'Not enough data to judge any of the 4 figures: run it longer'],
  ] as const)('says why nothing can be told: %s', (lacks, sentence) => {
    const all = (['p50', 'p95', 'p99', 'failedRate'] as const).map(
      (metric): Estimate => ({
        ...{ metric, baseline: 1, candidate: 1, difference: 0, error: 0, freedom: 0, lacks },
      }),
    );
    expect(judgementSentence(judge(row('List', ...all)))).toContain(sentence);
  });

  it('says that there is nothing in common', () => {
    expect(judgementSentence(judge())).toContain('no request in common');
  });

  it('puts first what makes people wait longest, and counts no figure that the plan sets', () => {
    const { requests } = judge(
      row('Fast', p95(10, 20)),
      row('Slow', p95(1000, 1300)),
      row('Better', p95(50, 40)),
    );
    expect(byImpact(requests).map(({ name }) => name)).toEqual(['Slow', 'Fast', 'Better']);
    const counts: Record<Answer, number> = countAnswers(requests);
    expect(counts).toEqual({ worse: 2, better: 1, equivalent: 0, 'not-enough-data': 9 });
  });
});
