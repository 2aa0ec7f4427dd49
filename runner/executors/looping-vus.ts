import { limitMs } from '../../lib/load/schedule.ts';
import { type VuChange, vuChanges, vuChangesFrom } from '../../lib/load/vu-changes.ts';
import { durationMs } from '../../lib/plan/duration.ts';
import type { Executor } from '../../lib/plan/executor.ts';
import type { Crew, CrewMember } from '../vu/crew.ts';
import { Alarm } from './alarm.ts';
import { beginNext, type Driver, type Job, MOST_STARTS_AT_ONCE, START_SPACING_MS } from './driver.ts';

/** A VU at work. While it `leaves` it ends its iteration, and is cut off when that takes too long. */
type Member = { index: number; vu: CrewMember; leaving: boolean; cutOff: Alarm | null };

/**
 * Constant and ramping VUs: each loops through iterations from its start to its stop on the curve. Closed model. A VU
 * that comes back after its stop is a new user, without cookies and connections; one that is still ending its iteration
 * simply stays.
 */
export class LoopingVus implements Driver, Crew {
  private readonly job: Job<'constant-vus' | 'ramping-vus'>;
  private changes: Iterator<VuChange, void>;
  /** VUs of this lane that the curve has at work, as far as it was followed. */
  private planned = 0;
  private next: VuChange | null = null;
  private readonly alarm: Alarm;
  private endMs: number;
  /** Before this no further VU starts. */
  private nextStartMs = 0;
  private readonly members = new Map<CrewMember, Member>();
  private readonly byIndex = new Map<number, Member>();
  private isWindingUp = false;
  private over = false;

  constructor(job: Job<'constant-vus' | 'ramping-vus'>) {
    this.job = job;
    this.changes = vuChanges(job.executor, job.lane);
    this.endMs = job.startMs + limitMs(job.executor);
    this.alarm = new Alarm(job.toolbox.alarms, () => this.takeTurn());
  }

  start(): void {
    this.next = this.changes.next().value ?? null;
    this.alarm.set(this.next ? this.dueOf(this.next) : this.endMs);
  }

  stop(): void {
    this.over = true;
    this.alarm.cancel();
    for (const member of this.members.values()) this.remove(member);
  }

  steer(executor: Executor): void {
    const { lane, toolbox, startMs } = this.job;
    const now = toolbox.clock.now();
    if (this.over || this.isWindingUp || now >= this.endMs) return;
    this.endMs = startMs + limitMs(executor);
    this.changes = vuChangesFrom(executor, lane, { fromMs: now - startMs, working: this.planned });
    this.alarm.cancel();
    this.next = this.changes.next().value ?? null;
    this.alarm.set(this.next ? this.dueOf(this.next) : this.endMs);
  }

  windUp(): void {
    const now = this.job.toolbox.clock.now();
    if (this.over || now >= this.endMs) return;
    this.isWindingUp = true;
    this.next = null;
    this.endMs = now;
    this.alarm.cancel();
    for (const { index } of [...this.members.values()]) this.release(index, now);
    this.endIfDone();
  }

  cannotBegin(vu: CrewMember): void {
    const member = this.members.get(vu);
    if (!member) return;
    this.remove(member);
    this.endIfDone();
  }

  iterationOver(vu: CrewMember, atMs: number): void {
    const member = this.members.get(vu);
    if (!member) return;
    // On a busy machine an answer may come before the alarm that is due.
    if (member.leaving || atMs >= this.endMs) {
      this.remove(member);
      this.endIfDone();
    } else {
      beginNext(vu, atMs, this.job.period);
    }
  }

  takeTurn(): void {
    if (this.over) return;
    const now = this.job.toolbox.clock.now();
    for (let count = 0; this.next && this.dueOf(this.next) <= now; count++) {
      if (count === MOST_STARTS_AT_ONCE) {
        this.job.toolbox.turns.queue(this);
        return;
      }
      const { starts, index } = this.next;
      const dueMs = this.dueOf(this.next);
      this.next = this.changes.next().value ?? null;
      this.planned += starts ? 1 : -1;
      if (starts) this.join(index, dueMs);
      else this.release(index, dueMs);
    }
    if (this.next) this.alarm.set(this.dueOf(this.next));
    else if (now < this.endMs) this.alarm.set(this.endMs);
    else this.endIfDone();
  }

  private dueOf({ atMs, starts }: VuChange): number {
    const dueMs = this.job.startMs + atMs;
    return starts ? Math.max(dueMs, this.nextStartMs) : dueMs;
  }

  private join(index: number, dueMs: number): void {
    const staying = this.byIndex.get(index);
    if (staying) {
      staying.leaving = false;
      staying.cutOff?.cancel();
      return;
    }
    if (dueMs >= this.endMs) return;
    const vu = this.job.makeVu(index, this);
    const member: Member = { index, vu, leaving: false, cutOff: null };
    this.members.set(vu, member);
    this.byIndex.set(index, member);
    this.job.recorder.vus++;
    this.nextStartMs = dueMs + START_SPACING_MS;
    vu.begin(dueMs);
  }

  private release(index: number, atMs: number): void {
    const member = this.byIndex.get(index);
    if (!member) return;
    if (!member.vu.inIteration) {
      this.remove(member);
      return;
    }
    member.leaving = true;
    member.cutOff ??= new Alarm(this.job.toolbox.alarms, () => this.cut(member));
    member.cutOff.set(this.patienceUntil(atMs));
  }

  private patienceUntil(stoppedMs: number): number {
    const { executor } = this.job;
    const atTheEnd = this.endMs + durationMs(executor.gracefulStop);
    if (executor.type === 'constant-vus' || stoppedMs >= this.endMs) return atTheEnd;
    return Math.min(atTheEnd, stoppedMs + durationMs(executor.gracefulRampDown));
  }

  private cut(member: Member): void {
    this.remove(member);
    this.endIfDone();
  }

  private remove(member: Member): void {
    if (!this.members.delete(member.vu)) return;
    this.byIndex.delete(member.index);
    member.cutOff?.cancel();
    this.job.recorder.vus--;
    member.vu.leave();
  }

  private endIfDone(): void {
    if (this.over || this.next !== null || this.members.size > 0) return;
    // A curve that ends with no VU still takes its time.
    if (this.job.toolbox.clock.now() < this.endMs) return;
    this.over = true;
    this.job.ended();
  }
}
