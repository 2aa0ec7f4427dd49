import { durationMs } from '../plan/duration.ts';
import type { Executor } from '../plan/executor.ts';
import { startTimesOf, type Timed } from './start-times.ts';

/** The planned load takes another course. Milliseconds since the start of the run. */
export type StageStart = { atMs: number; scenario: string; text: string };

/**
 * When scenarios and their stages start, in order. What starts with the run itself is left out. `startedMs` are the
 * starts that are known, by scenario; others are reckoned from the plan.
 */
export function stageStarts(
  scenarios: readonly Timed[],
  startedMs: readonly (number | undefined)[] = [],
): StageStart[] {
  const planned = startTimesOf(scenarios);
  return scenarios
    .flatMap(({ name, executor }, index) => {
      const from = startedMs[index] ?? planned[index]?.plannedMs ?? 0;
      const stages = stagesOf(executor);
      const own = stages.length > 1 ? stages.map(({ atMs, text }) => ({ atMs: from + atMs, text })) : [];
      const first = own.length > 0 ? [] : [{ atMs: from, text: 'starts' }];
      return [...first, ...own].map(({ atMs, text }) => ({ atMs, scenario: name, text: `${name}: ${text}` }));
    })
    .filter(({ atMs }) => atMs > 0)
    .sort((a, b) => a.atMs - b.atMs);
}

/** Jumps belong to the stage behind them. */
function stagesOf(executor: Executor): { atMs: number; text: string }[] {
  if (executor.type !== 'ramping-vus' && executor.type !== 'ramping-arrival-rate') return [];
  const unit = executor.type === 'ramping-vus' ? 'users' : `per ${executor.timeUnit}`;
  const lasting = executor.stages.filter(({ duration }) => durationMs(duration) > 0);
  let atMs = 0;
  return lasting.map(({ duration, target }, index) => {
    const start = { atMs, text: `stage ${index + 1} of ${lasting.length}, to ${target} ${unit}` };
    atMs += durationMs(duration);
    return start;
  });
}
