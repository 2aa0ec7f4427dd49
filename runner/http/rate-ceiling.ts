import type { AlarmClock, Sleeper } from '../worker/alarm-clock.ts';

/** A request that waits until the ceiling lets it pass. */
export interface Held {
  held: boolean;
  release(): void;
}

/** Part of a second's requests that may go at once after a pause. */
const BURST = 0.01;

/**
 * Holds requests back so that no more than `perSecond` are sent: a token bucket with a queue, first come first served.
 * It fills a little slower than the ceiling by what it can hold, so that not even a second after a pause goes above.
 */
export class RateCeiling implements Sleeper {
  alarmSlot = -1;
  private readonly alarms: AlarmClock;
  private readonly perMs: number;
  private readonly most: number;
  private tokens: number;
  private filledAtMs = 0;
  private queue: Held[] = [];
  private head = 0;

  constructor(perSecond: number, alarms: AlarmClock) {
    this.alarms = alarms;
    this.most = Math.max(1, perSecond * BURST);
    this.perMs = (this.most > 1 ? perSecond - this.most : perSecond) / 1000;
    this.tokens = this.most;
  }

  /** Takes one request's place; false when it has to wait: then `hold` it. */
  take(nowMs: number): boolean {
    if (this.head < this.queue.length) return false;
    return this.spend(nowMs);
  }

  hold(request: Held, nowMs: number): void {
    request.held = true;
    this.queue.push(request);
    if (this.alarmSlot < 0) this.alarms.set(this, nowMs + this.untilNext());
  }

  wake(dueMs: number): void {
    while (this.head < this.queue.length && this.spend(dueMs)) {
      let request = this.queue[this.head++];
      while (request && !request.held) request = this.queue[this.head++];
      if (request) {
        request.held = false;
        request.release();
      } else {
        this.tokens++;
      }
    }
    if (this.head > 1024 && this.head * 2 > this.queue.length) {
      this.queue = this.queue.slice(this.head);
      this.head = 0;
    }
    if (this.head < this.queue.length) this.alarms.set(this, dueMs + this.untilNext());
  }

  private spend(nowMs: number): boolean {
    if (nowMs > this.filledAtMs) {
      this.tokens = Math.min(this.most, this.tokens + (nowMs - this.filledAtMs) * this.perMs);
      this.filledAtMs = nowMs;
    }
    if (this.tokens < 1) return false;
    this.tokens--;
    return true;
  }

  private untilNext(): number {
    return Math.max(0.01, (1 - this.tokens) / this.perMs);
  }
}
