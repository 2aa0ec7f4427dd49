import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { samplePlan } from '../plan/sample-plan.ts';
import { snapshotOf } from '../run/sample-snapshots.ts';
import { createThresholdBoard } from './threshold-board.ts';

/** Response times of each second, milliseconds. */
const seconds = fc.array(fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 6 }), {
  minLength: 1,
  maxLength: 40,
});

function boardOf(over: string, rule: string, startsMs: readonly number[] = []) {
  const plan = samplePlan({ thresholds: [{ metric: 'http_req_duration', rule, over }] });
  return createThresholdBoard(plan, () => startsMs);
}

const p90 = (times: readonly number[]): number | null => {
  const histogram = new LatencyHistogram();
  for (const ms of times) histogram.record(ms * 1000);
  return times.length === 0 ? null : histogram.percentile(90) / 1000;
};

const highest = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((most, value) => (value === null ? most : Math.max(most ?? 0, value)), null);

describe('rules over parts of a run', () => {
  it('look at every window of so many seconds, with the percentile of all that is in it', () => {
    fc.assert(
      fc.property(seconds, fc.integer({ min: 1, max: 12 }), (all, width) => {
        const board = boardOf(`${width}s`, 'p(90)<1000');
        all.forEach((times, second) => {
          board.add(
            snapshotOf(
              second,
              times.map((responseMs) => ({ responseMs })),
            ),
          );
          const windows = all
            .slice(0, second + 1)
            .flatMap((_, end) => (end + 1 >= width ? [p90(all.slice(end + 1 - width, end + 1).flat())] : []));
          const soFar = p90(all.slice(0, second + 1).flat());
          const [state] = board.states(second + 1);
          const expected = second + 1 < width ? soFar : highest(windows);
          expect(state?.value).toBe(expected);
          expect(state?.holds).toBe(expected === null ? null : expected < 1000);
          expect(state?.now).toBe(p90(all.slice(Math.max(0, second + 1 - width), second + 1).flat()));
        });
      }),
    );
  });

  it('look at every stage by itself, a shared second with the earlier one', () => {
    fc.assert(
      fc.property(seconds, fc.array(fc.integer({ min: 1, max: 40_000 }), { maxLength: 4 }), (all, starts) => {
        const board = boardOf('stage', 'p(90)<1000', starts);
        const stages = new Map<number, number[]>();
        all.forEach((times, second) => {
          board.add(
            snapshotOf(
              second,
              times.map((responseMs) => ({ responseMs })),
            ),
          );
          const stage = starts.filter((startMs) => startMs <= second * 1000).length;
          stages.set(stage, [...(stages.get(stage) ?? []), ...times]);
        });
        expect(board.states(all.length)[0]?.value).toBe(highest([...stages.values()].map(p90)));
      }),
    );
  });

  it('keep the lowest where the rule asks for much', () => {
    const plan = samplePlan({ thresholds: [{ metric: 'http_reqs', rule: 'rate>2', over: '2s' }] });
    const board = createThresholdBoard(plan);
    [3, 3, 1, 9].forEach((count, second) => {
      board.add(
        snapshotOf(
          second,
          Array.from({ length: count }, () => ({ responseMs: 1 })),
        ),
      );
    });
    expect(board.states(4)).toMatchObject([{ value: 2, now: 5, holds: false }]);
  });
});

it('are refused with parts of a second, and for scripts', () => {
  const plan = (over: string) => () =>
    samplePlan({ thresholds: [{ metric: 'checks', rule: 'rate>0.9', over }] });
  expect(plan('1500ms')).toThrow('whole seconds');
  expect(plan('11m')).toThrow('at most 10m');
  expect(plan('10m')).not.toThrow();
});
