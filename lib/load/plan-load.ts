import type { Executor } from '../plan/executor.ts';
import { limitMs, rateAt, scheduleMs, vusAt } from './schedule.ts';
import { startTimesOf, type Timed } from './start-times.ts';

/**
 * The load of all scenarios of a plan together, by the time since the start of the run. A scenario that starts after
 * another one is reckoned from the planned end of that one.
 */
type Scenarios = { scenarios: readonly Timed[] };

/** Milliseconds from the start of the run to the planned end of the last schedule; null when a scenario ends by iterations. */
export function planLength({ scenarios }: Scenarios): number | null {
  const starts = startTimesOf(scenarios);
  let longest = 0;
  for (const [index, { executor }] of scenarios.entries()) {
    const ms = scheduleMs(executor);
    if (ms === null) return null;
    longest = Math.max(longest, (starts[index]?.plannedMs ?? 0) + ms);
  }
  return longest;
}

/**
 * Milliseconds from the start of the run after which no iteration starts any more, whatever happens: with the graceful
 * stops of those scenarios that others wait for.
 */
export function planLimit({ scenarios }: Scenarios): number {
  const starts = startTimesOf(scenarios);
  return Math.max(
    0,
    ...scenarios.map(({ executor }, index) => (starts[index]?.latestMs ?? 0) + limitMs(executor)),
  );
}

/** Planned VUs of all scenarios at `ms` since the start of the run, as `vusAt` counts them. */
export function plannedVusAt(plan: Scenarios, ms: number): number {
  return sum(plan, ms, vusAt);
}

/** Planned iterations per second of all scenarios at `ms` since the start of the run. */
export function plannedRateAt(plan: Scenarios, ms: number): number {
  return sum(plan, ms, rateAt);
}

function sum({ scenarios }: Scenarios, ms: number, at: (executor: Executor, ms: number) => number): number {
  const starts = startTimesOf(scenarios);
  return scenarios.reduce(
    (total, { executor }, index) => total + at(executor, ms - (starts[index]?.plannedMs ?? 0)),
    0,
  );
}
