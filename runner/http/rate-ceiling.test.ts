import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AlarmClock } from '../worker/alarm-clock.ts';
import { RunClock } from '../worker/run-clock.ts';
import { type Held, RateCeiling } from './rate-ceiling.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Sends as many requests as `wanted` says for each millisecond; returns when they went out, in order of asking. */
function send(perSecond: number, wanted: number[], lastMs: number): { sentMs: number[]; order: number[] } {
  const clock = new RunClock();
  clock.start(process.hrtime.bigint());
  const ceiling = new RateCeiling(
    perSecond,
    new AlarmClock(clock, (error) => {
      throw error;
    }),
  );
  const sentMs: number[] = [];
  const order: number[] = [];
  let asked = 0;
  const out = (id: number) => {
    sentMs.push(clock.now());
    order.push(id);
  };
  const ask = () => {
    const id = asked++;
    const request: Held = { held: false, release: () => out(id) };
    if (ceiling.take(clock.now())) out(id);
    else ceiling.hold(request, clock.now());
  };
  for (const count of wanted) {
    for (let i = 0; i < count; i++) ask();
    vi.advanceTimersByTime(1);
  }
  vi.advanceTimersByTime(lastMs);
  return { sentMs, order };
}

const mostInASecond = (sentMs: number[]) =>
  Math.max(0, ...sentMs.map((from) => sentMs.filter((ms) => ms >= from && ms < from + 1000).length));

describe('RateCeiling', () => {
  it('never lets more pass in any second, and lets everything pass in its order in the end', () => {
    const bursts = fc.array(fc.nat(30), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), bursts, (perSecond, wanted) => {
        const total = wanted.reduce((sum, count) => sum + count, 0);
        const { sentMs, order } = send(perSecond, wanted, (total / perSecond) * 1200 + 2000);
        // Up to 100 a second one may go at once, and another follows exactly a second later.
        expect(mostInASecond(sentMs)).toBeLessThanOrEqual(perSecond + 1);
        expect(order).toEqual(Array.from({ length: total }, (_, id) => id));
      }),
      { numRuns: 30 },
    );
  });

  it('uses what it allows', () => {
    const { sentMs } = send(1000, new Array<number>(2000).fill(3), 0);
    expect(sentMs.length).toBeGreaterThan(1950);
  });

  it('holds nothing back below the ceiling', () => {
    const { sentMs } = send(
      1000,
      new Array<number>(500).fill(0).map((_, ms) => (ms % 2 === 0 ? 1 : 0)),
      0,
    );
    expect(sentMs.map(Math.round)).toEqual(Array.from({ length: 250 }, (_, i) => i * 2));
  });

  it('forgets those that were cut off while they waited', () => {
    const clock = new RunClock();
    clock.start(process.hrtime.bigint());
    const ceiling = new RateCeiling(
      10,
      new AlarmClock(clock, (error) => {
        throw error;
      }),
    );
    expect(ceiling.take(0)).toBe(true);
    const released: string[] = [];
    const held = (name: string): Held => ({ held: false, release: () => released.push(name) });
    const [a, b] = [held('a'), held('b')];
    ceiling.hold(a, 0);
    ceiling.hold(b, 0);
    a.held = false;
    vi.advanceTimersByTime(120);
    expect(released).toEqual(['b']);
  });
});
