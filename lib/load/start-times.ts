import { durationMs } from '../plan/duration.ts';
import type { Executor } from '../plan/executor.ts';
import type { Scenario } from '../plan/plan.ts';
import { limitMs, scheduleMs } from './schedule.ts';

/** As much of a scenario as its place in time needs. */
export type Timed = Pick<Scenario, 'name' | 'executor' | 'startTime' | 'startAfter'>;

/**
 * When a scenario starts, milliseconds since the start of the run, as far as the plan alone can say it.
 * `plannedMs` counts with schedules that end on time (iterations with their `maxDuration`); the real start is not before
 * `earliestMs` and not after `latestMs`. All three are the same for a scenario that waits for no other.
 */
export type StartTime = { earliestMs: number; plannedMs: number; latestMs: number };

/** The starts of all scenarios, in their order. Names that do not exist, and circles, count as the start of the run. */
export function startTimesOf(scenarios: readonly Timed[]): StartTime[] {
  const known = new Map<Timed, StartTime>();
  const startOf = (scenario: Timed, waiting: readonly Timed[]): StartTime => {
    const found = known.get(scenario);
    if (found) return found;
    const before = predecessorOf(scenario, scenarios);
    const delayMs = durationMs(scenario.startTime);
    const end =
      before === undefined || waiting.includes(before)
        ? RUN_START
        : endOf(before.executor, startOf(before, [...waiting, scenario]));
    const start = {
      earliestMs: end.earliestMs + delayMs,
      plannedMs: end.plannedMs + delayMs,
      latestMs: end.latestMs + delayMs,
    };
    known.set(scenario, start);
    return start;
  };
  return scenarios.map((scenario) => startOf(scenario, [scenario]));
}

const RUN_START: StartTime = { earliestMs: 0, plannedMs: 0, latestMs: 0 };

/** The scenario that another one waits for. */
export function predecessorOf<T extends Pick<Timed, 'name' | 'startAfter'>>(
  { startAfter }: T,
  scenarios: readonly T[],
): T | undefined {
  return startAfter === undefined ? undefined : scenarios.find(({ name }) => name === startAfter);
}

/** When the last iteration has ended. Fixed numbers of iterations may end at any time before their limit. */
function endOf(executor: Executor, start: StartTime): StartTime {
  const limit = limitMs(executor);
  return {
    earliestMs: start.earliestMs + (scheduleMs(executor) ?? 0),
    plannedMs: start.plannedMs + limit,
    latestMs: start.latestMs + limit + durationMs(executor.gracefulStop),
  };
}
