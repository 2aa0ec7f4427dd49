import { expect, test } from 'vitest';
import { createTimers, type ScheduledCall, type Scheduler } from './timers.ts';

/** A scheduler whose clock is moved by hand. */
class HandClock implements Scheduler {
  #nowMs = 0;
  #calls: { atMs: number; run: () => void }[] = [];

  after(delayMs: number, run: () => void): ScheduledCall {
    const call = { atMs: this.#nowMs + delayMs, run };
    this.#calls.push(call);
    return {
      cancel: () => {
        this.#calls = this.#calls.filter((other) => other !== call);
      },
    };
  }

  advanceTo(ms: number): void {
    for (;;) {
      const next = this.#calls.toSorted((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined || next.atMs > ms) break;
      this.#calls = this.#calls.filter((other) => other !== next);
      this.#nowMs = next.atMs;
      next.run();
    }
    this.#nowMs = ms;
  }

  get waiting(): number {
    return this.#calls.length;
  }
}

test('runs once, with its arguments, in order of time', () => {
  const clock = new HandClock();
  const { setTimeout } = createTimers(clock);
  const ran: string[] = [];
  setTimeout((word: string) => ran.push(word), 20, 'late');
  setTimeout((word: string) => ran.push(word), 10, 'early');
  setTimeout(() => ran.push('at once'));
  clock.advanceTo(15);
  expect(ran).toEqual(['at once', 'early']);
  clock.advanceTo(100);
  expect(ran).toEqual(['at once', 'early', 'late']);
  expect(clock.waiting).toBe(0);
});

test('an interval repeats until it is cleared, from within too', () => {
  const clock = new HandClock();
  const { setInterval, clearInterval } = createTimers(clock);
  let ran = 0;
  const id = setInterval(() => {
    ran++;
    if (ran === 3) clearInterval(id);
  }, 10);
  clock.advanceTo(25);
  expect(ran).toBe(2);
  clock.advanceTo(1000);
  expect(ran).toBe(3);
  expect(clock.waiting).toBe(0);
});

test('a cleared timer does not run, and clearing what is unknown does nothing', () => {
  const clock = new HandClock();
  const { setTimeout, clearTimeout } = createTimers(clock);
  let ran = 0;
  const id = setTimeout(() => ran++, 10);
  clearTimeout(id);
  clearTimeout(id);
  clearTimeout(undefined);
  clock.advanceTo(50);
  expect(ran).toBe(0);
});

test('only functions are called', () => {
  const { setTimeout, setInterval } = createTimers(new HandClock());
  expect(() => setTimeout('x', 1)).toThrow("setTimeout's callback isn't a callable function");
  expect(() => setInterval(undefined, 1)).toThrow("setInterval's callback isn't a callable function");
});
