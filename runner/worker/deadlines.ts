import type { AlarmClock, Sleeper } from './alarm-clock.ts';

/** What can take too long. The links belong to the list that it stands in. */
export interface Timed {
  deadlineMs: number;
  earlier: Timed | null;
  later: Timed | null;
  expire(): void;
}

/**
 * Deadlines that all allow the same time, so that the first to come is the first to expire: a linked list, with one
 * alarm for its head. Nearly every deadline is lifted before it is reached; lifting it leaves the alarm alone.
 */
export class Deadlines implements Sleeper {
  alarmSlot = -1;
  readonly allowedMs: number;
  private readonly alarms: AlarmClock;
  private first: Timed | null = null;
  private last: Timed | null = null;

  constructor(allowedMs: number, alarms: AlarmClock) {
    this.allowedMs = allowedMs;
    this.alarms = alarms;
  }

  add(timed: Timed, nowMs: number): void {
    timed.deadlineMs = nowMs + this.allowedMs;
    timed.earlier = this.last;
    timed.later = null;
    if (this.last) this.last.later = timed;
    else this.first = timed;
    this.last = timed;
    if (this.alarmSlot < 0) this.alarms.set(this, timed.deadlineMs);
  }

  /** Must stand in this list. */
  lift(timed: Timed): void {
    if (timed.earlier) timed.earlier.later = timed.later;
    else this.first = timed.later;
    if (timed.later) timed.later.earlier = timed.earlier;
    else this.last = timed.earlier;
    timed.earlier = null;
    timed.later = null;
  }

  wake(dueMs: number): void {
    for (let timed = this.first; timed && timed.deadlineMs <= dueMs; timed = this.first) {
      this.lift(timed);
      timed.expire();
    }
    if (this.first) this.alarms.set(this, this.first.deadlineMs);
  }
}
