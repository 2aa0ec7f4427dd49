import type { Executor } from '../plan/executor.ts';
import { startTimesOf, type Timed } from './start-times.ts';
import { actsOf, type ScenarioAct } from './steering/acts.ts';
import { courseOf } from './steering/course.ts';

/** The load takes another course, as planned. Milliseconds since the start of the run. */
export type StageStart = { atMs: number; text: string };

/**
 * When scenarios and their stages start, in order. What starts with the run itself is left out. `startedMs` are the
 * starts that are known, by scenario; others are reckoned from the plan.
 */
export function stageStarts(
  scenarios: readonly Timed[],
  acts: readonly ScenarioAct[] = [],
  startedMs: readonly (number | null | undefined)[] = [],
): StageStart[] {
  const planned = startTimesOf(scenarios);
  return scenarios
    .flatMap(({ name, executor }, index) => {
      const from = startedMs[index] ?? planned[index]?.plannedMs ?? 0;
      const stages = stagesOf(executor, actsOf(acts, index));
      return stages.map(({ atMs, text }) => ({ atMs: from + atMs, text: `${name}: ${text}` }));
    })
    .filter(({ atMs }) => atMs > 0)
    .sort((a, b) => a.atMs - b.atMs);
}

/** Jumps belong to the stage behind them. */
function stagesOf(executor: Executor, acts: readonly ScenarioAct[]): StageStart[] {
  const course = courseOf(executor, acts) ?? [];
  const lasting = (courseOf(executor, []) ?? []).filter(({ lengthMs }) => lengthMs > 0);
  const found: StageStart[] = [];
  let atMs = 0;
  let before = -1;
  for (const { lengthMs, stage } of course) {
    const number = lasting.findIndex((part) => part.stage === stage);
    if (number >= 0 && stage > before) {
      before = stage;
      found.push({ atMs, text: stageInWords(executor, number, lasting.length, stage) });
    }
    atMs += lengthMs;
  }
  return found.length > 0 ? found : [{ atMs: 0, text: 'starts' }];
}

function stageInWords(executor: Executor, number: number, count: number, stage: number): string {
  if (count === 1 || !('stages' in executor)) return 'starts';
  const unit = executor.type === 'ramping-vus' ? 'users' : `per ${executor.timeUnit}`;
  return `stage ${number + 1} of ${count}, to ${executor.stages[stage]?.target ?? 0} ${unit}`;
}
