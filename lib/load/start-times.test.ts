import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationMs } from '../plan/duration.ts';
import { Executor } from '../plan/executor.ts';
import { peakVus, planPeak } from './peak.ts';
import { planLength, planLimit, plannedVusAt } from './plan-load.ts';
import { limitMs } from './schedule.ts';
import { startTimesOf, type Timed } from './start-times.ts';
import { anyExecutor } from './testing/random-executors.ts';

const vus = (count: number, duration: string, gracefulStop = '5s') =>
  Executor.parse({ type: 'constant-vus', vus: count, duration, gracefulStop });
const iterations = Executor.parse({
  type: 'per-vu-iterations',
  vus: 4,
  iterations: 2,
  maxDuration: '1m',
  gracefulStop: '10s',
});
const timed = (name: string, executor: Executor, startAfter?: string, startTime = '0s'): Timed => ({
  name,
  executor,
  startTime,
  startAfter,
});

describe('startTimesOf', () => {
  it('reckons from the end of the scenario before, as early and as late as that may be', () => {
    const scenarios = [
      timed('third', vus(1, '1s'), 'second', '2s'),
      timed('first', vus(3, '20s'), undefined, '10s'),
      timed('second', iterations, 'first'),
    ];
    expect(startTimesOf(scenarios)).toEqual([
      { earliestMs: 32_000, plannedMs: 92_000, latestMs: 107_000 },
      { earliestMs: 10_000, plannedMs: 10_000, latestMs: 10_000 },
      { earliestMs: 30_000, plannedMs: 30_000, latestMs: 35_000 },
    ]);
  });

  it('answers for circles and names that do not exist', () => {
    const circle = [
      timed('a', vus(1, '1s'), 'b'),
      timed('b', vus(1, '1s'), 'a'),
      timed('c', vus(1, '1s'), 'd'),
    ];
    expect(startTimesOf(circle)).toHaveLength(3);
    expect(startTimesOf(circle)[2]).toEqual({ earliestMs: 0, plannedMs: 0, latestMs: 0 });
    expect(planPeak({ scenarios: [timed('a', vus(2, '1s')), timed('a', vus(3, '1s'), 'a')] }).vus).toBe(3);
  });
});

describe('the load of scenarios that wait for each other', () => {
  const scenarios = [timed('first', vus(3, '20s')), timed('second', vus(7, '10s'), 'first', '5s')];

  it('is drawn from the planned end, and is as long as both', () => {
    expect(
      [19_999, 20_000, 24_999, 25_000, 34_999, 35_000].map((ms) => plannedVusAt({ scenarios }, ms)),
    ).toEqual([3, 0, 0, 7, 7, 0]);
    expect([planLength({ scenarios }), planLimit({ scenarios })]).toEqual([35_000, 40_000]);
    expect(planLength({ scenarios: [...scenarios, timed('third', iterations)] })).toBeNull();
  });

  it('never needs the VUs of both at once, however the times may overlap', () => {
    expect(planPeak({ scenarios })).toEqual({ vus: 7, parts: [{ scenario: 'second', vus: 7 }] });
    const forked = [...scenarios, timed('third', vus(2, '1m'), 'first'), timed('beside', vus(1, '2m'))];
    expect(planPeak({ scenarios: forked }).vus).toBe(7 + 2 + 1);
  });

  it('never needs more than a run of it can have at work', () => {
    const chains = fc.array(fc.record({ executor: anyExecutor, before: fc.nat(5), slow: fc.nat(100) }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(chains, (links) => {
        const plan = links.map(({ executor, before }, index) =>
          timed(`s${index}`, executor, before < index ? `s${before}` : undefined),
        );
        const starts = startTimesOf(plan);
        // One way in which it can go: every scenario takes some part of its graceful stop.
        const real: { from: number; to: number; vus: number }[] = [];
        for (const [index, { executor, startAfter }] of plan.entries()) {
          const from = startAfter === undefined ? 0 : (real[Number(startAfter.slice(1))]?.to ?? 0);
          const grace = (durationMs(executor.gracefulStop) * (links[index]?.slow ?? 0)) / 100;
          real.push({ from, to: from + limitMs(executor) + grace, vus: peakVus(executor) });
          const start = starts[index];
          expect(from).toBeGreaterThanOrEqual((start?.earliestMs ?? 0) - 1e-6);
          expect(from).toBeLessThanOrEqual((start?.latestMs ?? 0) + 1e-6);
        }
        const { vus } = planPeak({ scenarios: plan });
        for (const { from } of real) {
          const atWork = real.filter((one) => one.from <= from && from < one.to);
          expect(vus).toBeGreaterThanOrEqual(atWork.reduce((sum, one) => sum + one.vus, 0));
        }
      }),
    );
  });
});
