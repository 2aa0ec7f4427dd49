import type { AlarmClock, Sleeper } from '../worker/alarm-clock.ts';

/** An alarm that does one thing. */
export class Alarm implements Sleeper {
  alarmSlot = -1;
  private readonly alarms: AlarmClock;
  private readonly action: (dueMs: number) => void;

  constructor(alarms: AlarmClock, action: (dueMs: number) => void) {
    this.alarms = alarms;
    this.action = action;
  }

  set(dueMs: number): void {
    this.alarms.set(this, dueMs);
  }

  cancel(): void {
    this.alarms.cancel(this);
  }

  wake(dueMs: number): void {
    this.action(dueMs);
  }
}
