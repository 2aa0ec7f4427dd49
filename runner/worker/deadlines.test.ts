import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AlarmClock } from './alarm-clock.ts';
import { Deadlines, type Timed } from './deadlines.ts';
import { RunClock } from './run-clock.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('expires what was not lifted, when its time is over and not before', () => {
  const clock = new RunClock();
  clock.start(process.hrtime.bigint());
  const deadlines = new Deadlines(
    100,
    new AlarmClock(clock, (error) => {
      throw error;
    }),
  );
  const expired: string[] = [];
  const timed = (name: string): Timed => ({
    deadlineMs: 0,
    earlier: null,
    later: null,
    expire: () => expired.push(`${name} at ${Math.round(clock.now())}`),
  });
  const [a, b, c, d] = [timed('a'), timed('b'), timed('c'), timed('d')];
  for (const each of [a, b, c]) {
    deadlines.add(each, clock.now());
    vi.advanceTimersByTime(10);
  }
  deadlines.lift(a);
  deadlines.lift(c);
  deadlines.add(d, clock.now());
  deadlines.add(c, clock.now());
  vi.advanceTimersByTime(75);
  expect(expired).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(expired).toEqual(['b at 110', 'd at 130', 'c at 130']);
});
