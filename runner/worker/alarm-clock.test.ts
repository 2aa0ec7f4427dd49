import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AlarmClock, type Sleeper } from './alarm-clock.ts';
import { RunClock } from './run-clock.ts';

class Recorded implements Sleeper {
  alarmSlot = -1;
  readonly wokenAt: number[] = [];
  private readonly log: number[];
  private readonly id: number;
  constructor(id: number, log: number[]) {
    this.id = id;
    this.log = log;
  }
  wake(dueMs: number): void {
    this.wokenAt.push(dueMs);
    this.log.push(this.id);
  }
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function makeClock(): { clock: RunClock; alarms: AlarmClock; errors: unknown[] } {
  const clock = new RunClock();
  clock.start(process.hrtime.bigint());
  const errors: unknown[] = [];
  return { clock, alarms: new AlarmClock(clock, (error) => errors.push(error)), errors };
}

describe('AlarmClock', () => {
  it('wakes everybody once, in order of due time, whatever is set, moved and cancelled before', () => {
    const action = fc.record({
      id: fc.nat(40),
      due: fc.integer({ min: 0, max: 500 }),
      cancel: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 200 }), (actions) => {
        const { alarms } = makeClock();
        const log: number[] = [];
        const sleepers = Array.from({ length: 41 }, (_, id) => new Recorded(id, log));
        const expected = new Map<number, number>();
        for (const { id, due, cancel } of actions) {
          const sleeper = sleepers[id];
          if (!sleeper) continue;
          if (cancel) {
            alarms.cancel(sleeper);
            expected.delete(id);
          } else {
            alarms.set(sleeper, due);
            expected.set(id, due);
          }
        }
        vi.advanceTimersByTime(1000);
        const dues = log.map((id) => expected.get(id) ?? -1);
        expect(dues).toEqual([...expected.values()].sort((a, b) => a - b));
        for (const [id, due] of expected) expect(sleepers[id]?.wokenAt).toEqual([due]);
      }),
      { numRuns: 50 },
    );
  });

  it('never wakes before the time, and sleepers may set their next alarm while they wake', () => {
    const { clock, alarms } = makeClock();
    const at: number[] = [];
    const beat: Sleeper = {
      alarmSlot: -1,
      wake(dueMs) {
        at.push(clock.now() - dueMs);
        if (at.length < 20) alarms.set(beat, dueMs + 2.5);
      },
    };
    alarms.set(beat, 2.5);
    vi.advanceTimersByTime(100);
    expect(at).toHaveLength(20);
    expect(Math.min(...at)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...at)).toBeLessThanOrEqual(1);
  });

  it('hands on what a sleeper throws and keeps going', () => {
    const { alarms, errors } = makeClock();
    const log: number[] = [];
    const failing: Sleeper = {
      alarmSlot: -1,
      wake() {
        throw new Error('broken');
      },
    };
    alarms.set(failing, 1);
    alarms.set(new Recorded(7, log), 2);
    vi.advanceTimersByTime(10);
    expect([errors, log]).toEqual([[new Error('broken')], [7]]);
  });

  it('is silent after it was closed', () => {
    const { alarms } = makeClock();
    const log: number[] = [];
    alarms.set(new Recorded(1, log), 1);
    alarms.close();
    alarms.set(new Recorded(2, log), 1);
    vi.advanceTimersByTime(10);
    expect(log).toEqual([]);
  });
});
