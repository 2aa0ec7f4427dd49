import { rateAt, vusAt } from '../load/schedule.ts';
import { startTimesOf, type Timed } from '../load/start-times.ts';
import type { Executor } from '../plan/executor.ts';
import type { ScenarioFigures } from './summary.ts';

/** Less than this says nothing about what comes. Seconds, and as a share of all. */
const EARLIEST_SECONDS = 5;
const LEAST_DONE = 0.005;
/** Parts in which a load curve is summed up. */
const PARTS = 240;

type Course = { scenarios: readonly Timed[] };
type Progress = {
  elapsedSeconds: number;
  /** null when nobody knows when the run ends. */
  plannedSeconds: number | null;
  scenarios: readonly ScenarioFigures[];
  startedMs: readonly (number | null)[];
};

/**
 * About how many requests the run will have sent, were every user and every iteration to come as busy as those so far. `course`
 * is the plan with the load that it has by now. Null when that cannot be said: too early, held or paused, or a scenario has not
 * started.
 */
export function expectedRequests(course: Course, progress: Progress): number | null {
  const { elapsedSeconds, plannedSeconds, scenarios, startedMs } = progress;
  if (elapsedSeconds < EARLIEST_SECONDS) return null;
  const starts = startTimesOf(course.scenarios);
  let sum = 0;
  for (const [index, { executor, startAfter }] of course.scenarios.entries()) {
    const own = scenarios[index];
    const startMs = startAfter === undefined ? starts[index]?.plannedMs : startedMs[index];
    if (!own || startMs === null || startMs === undefined) return null;
    const share = shareDone(
      executor,
      elapsedSeconds * 1000 - startMs,
      (plannedSeconds ?? 0) * 1000 - startMs,
      own,
    );
    if (share === null || share < LEAST_DONE || (plannedSeconds === null && !endsByIterations(executor)))
      return null;
    sum += (own.requests?.count ?? 0) / Math.min(1, share);
  }
  return Math.round(sum);
}

const endsByIterations = ({ type }: Executor) => type === 'per-vu-iterations' || type === 'shared-iterations';

/** Of all that a scenario has to do, `intoMs` after its start. */
function shareDone(
  executor: Executor,
  intoMs: number,
  endMs: number,
  { iterations, failed, interrupted }: ScenarioFigures,
) {
  if (executor.type === 'shared-iterations' || executor.type === 'per-vu-iterations') {
    const all = executor.iterations * (executor.type === 'per-vu-iterations' ? executor.vus : 1);
    return (iterations + failed + interrupted) / all;
  }
  const loadAt = 'maxVUs' in executor ? rateAt : vusAt;
  const all = area(executor, loadAt, endMs);
  return all === 0 ? null : area(executor, loadAt, Math.min(intoMs, endMs)) / all;
}

/** Under the load curve from the start of the scenario on. */
function area(executor: Executor, loadAt: typeof vusAt, untilMs: number): number {
  if (untilMs <= 0) return 0;
  const width = untilMs / PARTS;
  let sum = 0;
  for (let part = 0; part < PARTS; part++) sum += loadAt(executor, (part + 0.5) * width);
  return sum * width;
}
