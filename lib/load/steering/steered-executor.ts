import { formatDuration } from '../../plan/duration.ts';
import type { Executor } from '../../plan/executor.ts';
import type { ScenarioAct } from './acts.ts';
import { courseOf, type Part } from './course.ts';

/**
 * The executor that does from its start what another one did while it was steered. It is what is drawn, what drives the
 * workers from the next act on, and what is saved as a plan: one truth. Without acts, and for executors that end by
 * iterations, it is the same executor.
 */
export function steeredExecutor(executor: Executor, acts: readonly ScenarioAct[]): Executor {
  const course = acts.length === 0 ? null : courseOf(executor, acts);
  if (course === null) return executor;
  const start = course[0]?.from ?? 0;
  const stages = stagesOf(course, start);
  const { gracefulStop } = executor;
  switch (executor.type) {
    case 'constant-vus':
    case 'ramping-vus': {
      const gracefulRampDown = 'gracefulRampDown' in executor ? executor.gracefulRampDown : gracefulStop;
      return { type: 'ramping-vus', startVUs: start, stages, gracefulRampDown, gracefulStop };
    }
    case 'constant-arrival-rate':
    case 'ramping-arrival-rate': {
      const { preAllocatedVUs, maxVUs } = executor;
      const vus = { preAllocatedVUs, maxVUs };
      return { type: 'ramping-arrival-rate', startRate: start, timeUnit: '1s', stages, ...vus, gracefulStop };
    }
    default:
      return executor;
  }
}

/** Parts that do not begin where the last one ended are jumped to. */
function stagesOf(course: readonly Part[], start: number): { duration: string; target: number }[] {
  const stages: { duration: string; target: number }[] = [];
  let height = start;
  for (const { lengthMs, from, to } of course) {
    if (lengthMs > 0 && from !== height) stages.push({ duration: '0s', target: from });
    stages.push({ duration: durationOf(lengthMs), target: to });
    height = to;
  }
  return stages.length > 0 ? stages : [{ duration: '0s', target: start }];
}

/** To a billionth of a second: what was planned before an act must not move by it. */
const durationOf = (ms: number): string =>
  Number.isInteger(ms) ? formatDuration(ms) : `${ms.toFixed(6).replace(/\.?0+$/, '')}ms`;
