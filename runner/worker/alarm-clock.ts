import type { RunClock } from './run-clock.ts';

/** What can be woken at a time. `alarmSlot` belongs to the alarm clock: -1 while no alarm is set. */
export interface Sleeper {
  alarmSlot: number;
  /** `dueMs` is the time that was asked for; now is a little later. */
  wake(dueMs: number): void;
}

/** Wakes in one go are cut off here, so that sockets get their turn. */
const MOST_AT_ONCE = 10_000;
/** Longest wait that a timer of Node takes. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/**
 * One timer for any number of sleeping VUs: a heap with four children per node, ordered by due time. A timer of Node
 * per sleeper costs ten times as much CPU and a few hundred bytes each.
 */
export class AlarmClock {
  private readonly clock: RunClock;
  private readonly onError: (error: unknown) => void;
  private due = new Float64Array(64);
  private readonly sleepers: Sleeper[] = [];
  private timer: NodeJS.Timeout | null = null;
  private timerDueMs = Number.POSITIVE_INFINITY;
  private ringing = false;

  /** `onError` gets what a sleeper throws. */
  constructor(clock: RunClock, onError: (error: unknown) => void) {
    this.clock = clock;
    this.onError = onError;
  }

  /** Wakes `sleeper` at `dueMs` on the run's clock; an alarm that was set before is replaced. */
  set(sleeper: Sleeper, dueMs: number): void {
    if (sleeper.alarmSlot >= 0) this.cancel(sleeper);
    const slot = this.sleepers.length;
    if (slot === this.due.length) {
      const larger = new Float64Array(slot * 2);
      larger.set(this.due);
      this.due = larger;
    }
    this.sleepers.push(sleeper);
    this.rise(slot, sleeper, dueMs);
    if (!this.ringing && dueMs < this.timerDueMs) this.arm(dueMs);
  }

  cancel(sleeper: Sleeper): void {
    const slot = sleeper.alarmSlot;
    if (slot < 0) return;
    sleeper.alarmSlot = -1;
    const last = this.sleepers.length - 1;
    const lastDue = this.due[last] ?? 0;
    const moved = this.sleepers.pop();
    if (!moved || slot === last) return;
    const parent = (slot - 1) >> 2;
    if (slot > 0 && (this.due[parent] ?? 0) > lastDue) this.rise(slot, moved, lastDue);
    else this.sink(slot, moved, lastDue);
  }

  /** Forgets all alarms. */
  close(): void {
    for (const sleeper of this.sleepers) sleeper.alarmSlot = -1;
    this.sleepers.length = 0;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.timerDueMs = Number.NEGATIVE_INFINITY;
  }

  private readonly ring = (): void => {
    this.timer = null;
    this.ringing = true;
    const now = this.clock.now();
    try {
      for (let woken = 0; woken < MOST_AT_ONCE; woken++) {
        const first = this.sleepers[0];
        const dueMs = this.due[0] ?? 0;
        if (!first || dueMs > now) break;
        this.cancel(first);
        first.wake(dueMs);
      }
    } catch (error) {
      this.onError(error);
    }
    this.ringing = false;
    if (this.timerDueMs === Number.NEGATIVE_INFINITY) return;
    this.timerDueMs = Number.POSITIVE_INFINITY;
    if (this.sleepers.length > 0) this.arm(this.due[0] ?? 0);
  };

  private arm(dueMs: number): void {
    if (this.timerDueMs === Number.NEGATIVE_INFINITY) return;
    if (this.timer) clearTimeout(this.timer);
    this.timerDueMs = dueMs;
    const wait = Math.ceil(dueMs - this.clock.now());
    this.timer = setTimeout(this.ring, Math.min(LONGEST_WAIT_MS, Math.max(1, wait)));
  }

  private rise(from: number, sleeper: Sleeper, dueMs: number): void {
    let slot = from;
    while (slot > 0) {
      const parent = (slot - 1) >> 2;
      const parentDue = this.due[parent] ?? 0;
      if (parentDue <= dueMs) break;
      this.place(slot, this.sleepers[parent] as Sleeper, parentDue);
      slot = parent;
    }
    this.place(slot, sleeper, dueMs);
  }

  private sink(from: number, sleeper: Sleeper, dueMs: number): void {
    const { due, sleepers } = this;
    const size = sleepers.length;
    let slot = from;
    for (;;) {
      const first = 4 * slot + 1;
      if (first >= size) break;
      let child = first;
      const end = Math.min(first + 4, size);
      for (let other = first + 1; other < end; other++) {
        if ((due[other] ?? 0) < (due[child] ?? 0)) child = other;
      }
      const childDue = due[child] ?? 0;
      if (childDue >= dueMs) break;
      this.place(slot, sleepers[child] as Sleeper, childDue);
      slot = child;
    }
    this.place(slot, sleeper, dueMs);
  }

  private place(slot: number, sleeper: Sleeper, dueMs: number): void {
    this.due[slot] = dueMs;
    this.sleepers[slot] = sleeper;
    sleeper.alarmSlot = slot;
  }
}
