import { iterationNumber } from '../../../lib/load/iteration-number.ts';
import { scheduleMs } from '../../../lib/load/schedule.ts';
import { type Lane, sharedIterations, shareOf, WHOLE } from '../../../lib/load/share.ts';
import type { Executor } from '../../../lib/plan/executor.ts';

/** Iterations of all scenarios in one worker, since the start. */
export type WorkerTally = { completed: number; interrupted: number };

/** Numbers the iterations of a scenario in one worker, and knows how far it has come. */
export class ScenarioTally {
  private readonly executor: Executor | null;
  private readonly lane: Lane;
  private readonly startMs: number;
  private readonly whole: WorkerTally;
  private begun = 0;
  private ended = 0;

  /** `executor` is null for a setup or teardown. */
  constructor(executor: Executor | null, lane: Lane | null, startMs: number, whole: WorkerTally) {
    this.executor = executor;
    this.lane = lane ?? WHOLE;
    this.startMs = startMs;
    this.whole = whole;
  }

  /** An iteration begins: its number in the whole run; null outside of scenarios. */
  next(): number | null {
    return this.executor && iterationNumber(this.executor, this.lane, this.begun++);
  }

  completed(): void {
    this.ended++;
    this.whole.completed++;
  }

  interrupted(): void {
    this.ended++;
    this.whole.interrupted++;
  }

  /** From 0 to 1: of the time, or of the iterations where these are what counts. */
  progress(nowMs: number): number {
    const { executor, lane } = this;
    if (!executor) return 0;
    const length = scheduleMs(executor);
    const part = length === null ? this.ended / quota(executor, lane) : (nowMs - this.startMs) / length;
    return Math.min(1, Math.max(0, part));
  }
}

function quota(executor: Executor, lane: Lane): number {
  switch (executor.type) {
    case 'shared-iterations':
      return sharedIterations(executor.iterations, executor.vus, lane);
    case 'per-vu-iterations':
      return executor.iterations * shareOf(executor.vus, lane);
    default:
      return Number.POSITIVE_INFINITY;
  }
}
