import { limitMs } from '../../lib/load/schedule.ts';
import { sharedIterations, shareOf } from '../../lib/load/share.ts';
import { durationMs } from '../../lib/plan/duration.ts';
import type { Crew, CrewMember } from '../vu/crew.ts';
import { Alarm } from './alarm.ts';
import { beginNext, type Driver, type Job, MOST_STARTS_AT_ONCE, START_SPACING_MS } from './driver.ts';

type FixedJob = Job<'per-vu-iterations' | 'shared-iterations'>;

/**
 * A fixed number of iterations, per VU or shared by all. Shared ones are split over the workers beforehand, in
 * proportion to their VUs; within a worker who is free takes the next. What was not started by `maxDuration` is dropped.
 */
export class FixedIterations implements Driver, Crew {
  private readonly job: FixedJob;
  private readonly alarm: Alarm;
  private readonly endAlarm: Alarm;
  private readonly atWork = new Set<CrewMember>();
  private readonly left: IterationsLeft;
  /** VUs of this lane, and how many of them have not started yet. */
  private readonly vus: number;
  private toStart: number;
  private readonly endMs: number;
  private scheduleOver = false;
  private over = false;

  constructor(job: FixedJob) {
    this.job = job;
    this.vus = shareOf(job.executor.vus, job.lane);
    this.toStart = this.vus;
    this.left = iterationsLeft(job, this.vus);
    this.endMs = job.startMs + limitMs(job.executor);
    this.alarm = new Alarm(job.toolbox.alarms, () => this.takeTurn());
    this.endAlarm = new Alarm(job.toolbox.alarms, () => this.endSchedule(this.endMs));
  }

  start(): void {
    this.alarm.set(this.job.startMs);
    this.endAlarm.set(this.endMs);
  }

  stop(): void {
    this.over = true;
    this.alarm.cancel();
    this.endAlarm.cancel();
    for (const vu of [...this.atWork]) this.remove(vu);
  }

  windUp(): void {
    if (!this.over && !this.scheduleOver) this.endSchedule(this.job.toolbox.clock.now());
  }

  steer(): void {}

  cannotBegin(vu: CrewMember): void {
    if (!this.atWork.has(vu)) return;
    // It had taken the iteration that it cannot begin.
    this.drop(1);
    this.remove(vu);
    this.endIfDone();
  }

  iterationOver(vu: CrewMember, atMs: number): void {
    if (!this.atWork.has(vu)) return;
    // On a busy machine an answer may come before the alarm that is due.
    if (!this.scheduleOver && atMs < this.endMs && this.left.take(vu)) {
      beginNext(vu, atMs, this.job.period);
    } else {
      this.remove(vu);
      this.endIfDone();
    }
  }

  takeTurn(): void {
    if (this.over || this.scheduleOver) return;
    const { job } = this;
    const now = job.toolbox.clock.now();
    for (let count = 0; this.toStart > 0; count++) {
      const nth = this.vus - this.toStart;
      const dueMs = job.startMs + nth * START_SPACING_MS;
      if (dueMs >= this.endMs) return;
      if (dueMs > now) {
        this.alarm.set(dueMs);
        return;
      }
      if (count === MOST_STARTS_AT_ONCE) {
        job.toolbox.turns.queue(this);
        return;
      }
      this.toStart--;
      const vu = job.makeVu(job.lane.lane + nth * job.lane.lanes, this);
      if (!this.left.take(vu)) continue;
      this.atWork.add(vu);
      job.recorder.vus++;
      vu.begin(dueMs);
      if (this.over || this.scheduleOver) return;
    }
    this.endIfDone();
  }

  /** The last iterations started by `endMs`; called again when the graceful stop is over. */
  private endSchedule(endMs: number): void {
    if (this.scheduleOver) {
      this.stop();
      this.job.ended();
      return;
    }
    this.scheduleOver = true;
    const { job } = this;
    // A VU that pauses has taken an iteration that it will not start.
    const pausing = [...this.atWork].filter((vu) => !vu.inIteration);
    this.drop(this.left.takeAll() + pausing.length);
    for (const vu of pausing) this.remove(vu);
    this.toStart = 0;
    this.endAlarm.set(endMs + durationMs(job.executor.gracefulStop));
    this.endIfDone();
  }

  private remove(vu: CrewMember): void {
    this.atWork.delete(vu);
    this.job.recorder.vus--;
    vu.leave();
  }

  private drop(count: number): void {
    const { toolbox, recorder } = this.job;
    if (count === 0) return;
    toolbox.recorder.turnTo(toolbox.clock.now());
    recorder.dropped(count);
  }

  private endIfDone(): void {
    if (this.over || this.toStart > 0 || this.atWork.size > 0) return;
    // Nothing is left unless VUs had to stop before.
    this.drop(this.left.takeAll());
    this.stop();
    this.job.ended();
  }
}

/** Hands iterations out. */
type IterationsLeft = {
  take: (vu: CrewMember) => boolean;
  /** How many nobody has taken; nobody can take them any more. */
  takeAll: () => number;
};

function iterationsLeft({ executor, lane }: FixedJob, vus: number): IterationsLeft {
  if (executor.type === 'shared-iterations') {
    let quota = sharedIterations(executor.iterations, executor.vus, lane);
    const take = () => {
      if (quota === 0) return false;
      quota--;
      return true;
    };
    const takeAll = () => {
      const rest = quota;
      quota = 0;
      return rest;
    };
    return { take, takeAll };
  }
  let all = vus * executor.iterations;
  const byVu = new Map<CrewMember, number>();
  return {
    take: (vu) => {
      const own = byVu.get(vu) ?? executor.iterations;
      if (own === 0 || all === 0) return false;
      byVu.set(vu, own - 1);
      all--;
      return true;
    },
    takeAll: () => {
      const rest = all;
      all = 0;
      return rest;
    },
  };
}
