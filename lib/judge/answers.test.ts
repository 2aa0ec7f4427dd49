import { describe, expect, it } from 'vitest';
import { answersOf, MARGINS } from './answers.ts';
import type { Estimate, RequestEstimates, RunEstimates } from './estimate.ts';

const estimate = (over: Partial<Estimate>): Estimate => ({
  ...{ metric: 'p95', baseline: 100, candidate: 100, difference: 0, error: 0.01, freedom: 1000, lacks: null },
  ...over,
});
const row = (name: string, ...estimates: Estimate[]): RequestEstimates => ({
  ...{ scenario: 'S', group: '', name, requests: { baseline: 1000, candidate: 1000 }, estimates },
});
const runs = (...requests: RequestEstimates[]): RunEstimates => ({
  ...{ baseline: { from: 0, to: 100 }, candidate: { from: 0, to: 100 }, unitSeconds: 1, isPaired: true },
  ...{ total: row(''), requests },
});
const answer = (over: Partial<Estimate>, margins = MARGINS) =>
  answersOf(runs(row('A', estimate(over))), margins).requests[0]?.judged[over.metric ?? 'p95'];

describe('answersOf', () => {
  it.each([
    ['worse', { difference: 0.1 }],
    ['better', { difference: -0.1 }],
    ['equivalent', { difference: 0.01 }],
    // Surely slower, but surely by less than anybody minds.
    ['equivalent', { difference: 0.025, error: 0.005 }],
    ['not-enough-data', { difference: 0.1, error: 0.06 }],
    // Surely slower, but it cannot be told whether by more than the margin.
    ['not-enough-data', { difference: 0.045, error: 0.01 }],
    ['not-enough-data', { lacks: 'short', error: 0, freedom: 0 }],
    ['better', { metric: 'requestsPerSecond', difference: 0.1 }],
    ['worse', { metric: 'requestsPerSecond', difference: -0.1 }],
    ['worse', { metric: 'failedRate', baseline: 0, candidate: 0.01, difference: 0.01, error: 0.001 }],
    ['equivalent', { metric: 'failedRate', baseline: 0, candidate: 0, difference: 0, error: 0.0001 }],
  ] as const)('says %s of %o', (expected, over) => {
    expect(answer(over)?.answer).toBe(expected);
  });

  it('gives change and interval relative to the baseline', () => {
    // ln 1.1 ± 1.9623 · 0.01, with the t of 1000 degrees of freedom.
    const found = answer({ difference: Math.log(1.1) });
    expect(found?.change).toBeCloseTo(0.1, 10);
    expect(found?.interval?.low).toBeCloseTo(1.1 * Math.exp(-0.019623) - 1, 5);
    expect(found?.interval?.high).toBeCloseTo(1.1 * Math.exp(0.019623) - 1, 5);
  });

  it('minds no difference that is less than the margin in milliseconds', () => {
    expect(answer({ baseline: 4, difference: 0.1 })?.answer).toBe('equivalent');
    expect(answer({ baseline: 4, difference: 0.1 }, { ...MARGINS, milliseconds: 0 })?.answer).toBe('worse');
  });

  it('asks for more the more is looked at', () => {
    const doubtful = estimate({ difference: 0.06, error: 0.025 });
    const alone = answersOf(runs(row('A', doubtful)), MARGINS);
    expect(alone.requests[0]?.judged.p95.answer).toBe('worse');
    const equal = Array.from({ length: 19 }, (_, at) => row(`B ${at}`, estimate({ error: 0.025 })));
    const among = answersOf(runs(row('A', doubtful), ...equal), MARGINS);
    expect(among.requests[0]?.judged.p95.answer).toBe('not-enough-data');
  });
});
