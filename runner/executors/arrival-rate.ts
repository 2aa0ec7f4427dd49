import { type Arrivals, arrivalsOf } from '../../lib/load/arrivals.ts';
import { limitMs } from '../../lib/load/schedule.ts';
import { shareOf } from '../../lib/load/share.ts';
import { durationMs } from '../../lib/plan/duration.ts';
import type { Executor } from '../../lib/plan/executor.ts';
import type { Crew, CrewMember } from '../vu/crew.ts';
import { Alarm } from './alarm.ts';
import { type Driver, type Job, MOST_STARTS_AT_ONCE } from './driver.ts';

/**
 * Constant and ramping arrival rate: iterations start when arithmetic says so, however slow the target is. Open model.
 * The VU that became free last works next, so that no more connections are open than needed; when none is free and the
 * most are made, the iteration is dropped.
 */
export class ArrivalRate implements Driver, Crew {
  private readonly job: Job<'constant-arrival-rate' | 'ramping-arrival-rate'>;
  private arrivals: Arrivals;
  private readonly most: number;
  private endMs: number;
  private readonly alarm: Alarm;
  private readonly endAlarm: Alarm;
  private readonly vus: CrewMember[] = [];
  private readonly free: CrewMember[] = [];
  /** The next iteration of this lane. */
  private next: number;
  private nextDueMs = Number.POSITIVE_INFINITY;
  /** VUs that left for want of data; none takes their place. */
  private stopped = 0;
  private scheduleOver = false;
  private over = false;

  constructor(job: Job<'constant-arrival-rate' | 'ramping-arrival-rate'>) {
    this.job = job;
    this.arrivals = arrivalsOf(job.executor);
    this.most = shareOf(job.executor.maxVUs, job.lane);
    this.endMs = job.startMs + limitMs(job.executor);
    this.next = job.lane.lane;
    this.alarm = new Alarm(job.toolbox.alarms, () => this.takeTurn());
    this.endAlarm = new Alarm(job.toolbox.alarms, () => this.endSchedule());
  }

  start(): void {
    const { executor, lane } = this.job;
    const prepared = Math.min(this.most, shareOf(executor.preAllocatedVUs, lane));
    for (let i = 0; i < prepared; i++) this.free.push(this.make());
    this.endAlarm.set(this.endMs);
    this.look();
    if (this.nextDueMs < Number.POSITIVE_INFINITY) this.alarm.set(this.nextDueMs);
  }

  stop(): void {
    this.over = true;
    this.alarm.cancel();
    this.endAlarm.cancel();
    for (const vu of this.vus) vu.leave();
    this.job.recorder.vus = 0;
  }

  windUp(): void {
    if (this.over || this.scheduleOver) return;
    this.scheduleOver = true;
    this.alarm.cancel();
    this.nextDueMs = Number.POSITIVE_INFINITY;
    this.endAlarm.set(this.job.toolbox.clock.now() + durationMs(this.job.executor.gracefulStop));
    this.endIfDone();
  }

  /** Iteration k stays iteration k: only when those to come are due may change. */
  steer(executor: Executor): void {
    if (this.over || this.scheduleOver) return;
    this.arrivals = arrivalsOf(executor);
    this.endMs = this.job.startMs + limitMs(executor);
    this.endAlarm.set(this.endMs);
    this.alarm.cancel();
    this.look();
    if (this.nextDueMs < Number.POSITIVE_INFINITY) this.alarm.set(this.nextDueMs);
  }

  cannotBegin(vu: CrewMember): void {
    if (this.over) return;
    const { recorder, toolbox } = this.job;
    recorder.vus--;
    this.stopped++;
    vu.leave();
    // Once it winds up, nothing is demanded any more.
    if (this.scheduleOver) {
      this.endIfDone();
      return;
    }
    toolbox.recorder.turnTo(toolbox.clock.now());
    recorder.dropped();
  }

  iterationOver(vu: CrewMember): void {
    if (this.over) return;
    this.job.recorder.vus--;
    this.free.push(vu);
    this.endIfDone();
  }

  takeTurn(): void {
    if (this.over) return;
    const now = this.job.toolbox.clock.now();
    for (let count = 0; this.nextDueMs <= now; count++) {
      if (count === MOST_STARTS_AT_ONCE) {
        this.job.toolbox.turns.queue(this);
        return;
      }
      const dueMs = this.nextDueMs;
      this.next += this.job.lane.lanes;
      this.look();
      this.arrive(dueMs, now);
    }
    if (this.nextDueMs < Number.POSITIVE_INFINITY) this.alarm.set(this.nextDueMs);
    else this.endIfDone();
  }

  private look(): void {
    const { arrivals, next, job } = this;
    this.nextDueMs = next < arrivals.total ? job.startMs + arrivals.timeOf(next) : Number.POSITIVE_INFINITY;
  }

  private arrive(dueMs: number, nowMs: number): void {
    const { recorder, toolbox } = this.job;
    const vu = this.free.pop() ?? (this.vus.length < this.most ? this.make() : null);
    if (vu === null) {
      toolbox.recorder.turnTo(nowMs);
      recorder.dropped();
      return;
    }
    recorder.vus++;
    vu.begin(dueMs);
  }

  private make(): CrewMember {
    const { lane, lanes } = this.job.lane;
    const vu = this.job.makeVu(lane + this.vus.length * lanes, this);
    this.vus.push(vu);
    return vu;
  }

  private endSchedule(): void {
    if (this.scheduleOver) {
      this.finish();
      return;
    }
    this.scheduleOver = true;
    // Those due at the very end start before it is over.
    this.takeTurn();
    this.endAlarm.set(this.endMs + durationMs(this.job.executor.gracefulStop));
    this.endIfDone();
  }

  private endIfDone(): void {
    const idle =
      this.free.length + this.stopped === this.vus.length && this.nextDueMs === Number.POSITIVE_INFINITY;
    if (this.scheduleOver && idle) this.finish();
  }

  private finish(): void {
    if (this.over) return;
    this.stop();
    this.job.ended();
  }
}
