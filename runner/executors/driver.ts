import type { Lane } from '../../lib/load/share.ts';
import type { Executor, ExecutorType } from '../../lib/plan/executor.ts';
import type { ScenarioRecorder } from '../recorder/scenario-recorder.ts';
import type { Crew, CrewMember } from '../vu/crew.ts';
import type { Toolbox } from '../worker/toolbox.ts';

/** Starts and ends the iterations of one scenario in one worker, as its executor demands. */
export interface Driver {
  /** Sets the first alarm; to be called once. */
  start(): void;
  /** Starts nothing more; what is in progress may end within the graceful stop, then `ended`. Idempotent. */
  windUp(): void;
  /**
   * Goes on by another executor, whose load is the same up to a moment that is still to come (`lib/load/steering`). Does
   * nothing once the schedule is over, and for executors that end by iterations.
   */
  steer(executor: Executor): void;
  /** Interrupts what is in progress and starts nothing more. Idempotent; `ended` is not called any more. */
  stop(): void;
}

/** What a driver works with. */
export type Job<T extends ExecutorType = ExecutorType> = {
  executor: Extract<Executor, { type: T }>;
  /** Start of the scenario on the run's clock. */
  startMs: number;
  lane: Lane;
  /** Draws how long after the start of an iteration the VU begins its next, milliseconds; null: as soon as it can. */
  period: (() => number) | null;
  toolbox: Toolbox;
  recorder: ScenarioRecorder;
  makeVu: (index: number, crew: Crew) => CrewMember;
  /** All is done: no VU is at work and none will be. Called once. */
  ended: () => void;
};

/** Iterations or VUs that are started in one go before sockets get their turn. */
export const MOST_STARTS_AT_ONCE = 100;

/**
 * VUs that are to start at the same moment start this far apart, 5000 a second in each worker: a thousand connections
 * in one instant would overrun the target's queue for new ones, and every latency after would tell of that.
 */
export const START_SPACING_MS = 0.2;

/**
 * An iteration of a VU executor in which nothing could be put on the wire lasts at least this long, so that users of a
 * target that refuses connections keep trying without using up the machine.
 */
const FRUITLESS_MS = 100;

/**
 * When a VU that ended its iteration at `nowMs` begins the next. With pacing that is one period after the start of the
 * last; when the last took longer it is now, and the VU keeps to its pace from there.
 */
function nextBegin(vu: CrewMember, nowMs: number, period: Job['period']): number {
  const earliestMs = vu.reached ? nowMs : Math.max(nowMs, vu.begunMs + FRUITLESS_MS);
  return period === null ? earliestMs : Math.max(earliestMs, vu.begunMs + period());
}

/** Goes on to the next iteration: at once, when its period is over, or after a pause when the last one was fruitless. */
export function beginNext(vu: CrewMember, nowMs: number, period: Job['period']): void {
  const dueMs = nextBegin(vu, nowMs, period);
  if (dueMs <= nowMs) vu.begin(nowMs);
  else vu.beginAt(dueMs);
}
