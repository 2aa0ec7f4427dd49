import { startTimesOf, type Timed } from '../load/start-times.ts';
import { actsOf, type ScenarioAct } from '../load/steering/acts.ts';
import { courseOf, partAt } from '../load/steering/course.ts';

/** Where a scenario is in its schedule. `iterations`: it ends by them, and cannot be steered. */
export type Phase = 'waiting' | 'running' | 'held' | 'paused' | 'over' | 'iterations';

export type Position = {
  scenario: string;
  unit: 'users' | 'iterations per second';
  phase: Phase;
  /** The load that it should have now, in its unit: what `set` would change. */
  load: number;
  /** From 1; 0 before the first. */
  stage: number;
  stages: number;
  /** Of this stage; null while it is held or paused. */
  secondsLeft: number | null;
};

/** Where every scenario of a run is, `elapsedMs` after its start. `startedMs` as in a RunView. */
export function positionsOf(
  scenarios: readonly Timed[],
  { acts, startedMs }: { acts: readonly ScenarioAct[]; startedMs: readonly (number | null)[] },
  elapsedMs: number,
): Position[] {
  const planned = startTimesOf(scenarios);
  return scenarios.map(({ name, executor, startAfter }, index): Position => {
    const own = actsOf(acts, index);
    const course = courseOf(executor, own);
    const unit = 'maxVUs' in executor ? 'iterations per second' : 'users';
    const still = { scenario: name, unit, load: 0, stage: 0, stages: 0, secondsLeft: null } as const;
    if (course === null) return { ...still, phase: 'iterations' };
    const startMs =
      startAfter === undefined
        ? (planned[index]?.plannedMs ?? 0)
        : (startedMs[index] ?? Number.POSITIVE_INFINITY);
    // What was ordered is about to happen.
    const intoMs = Math.max(elapsedMs - startMs, own.at(-1)?.intoMs ?? Number.NEGATIVE_INFINITY);
    const stages = new Set(
      (courseOf(executor, []) ?? []).flatMap(({ lengthMs, stage }) => (lengthMs > 0 ? stage : [])),
    );
    const part = partAt(course, Math.max(0, intoMs));
    const place = { ...still, stages: stages.size };
    if (part?.open?.by === 'pause') return { ...place, phase: 'paused' };
    if (intoMs < 0) return { ...place, phase: 'waiting' };
    if (part === null) return { ...place, phase: 'over' };
    const { load, leftMs } = within(course, intoMs);
    return {
      ...place,
      phase: part.open ? 'held' : part.stage < 0 ? 'waiting' : 'running',
      load: unit === 'users' ? Math.round(load) : load,
      stage: [...stages].filter((stage) => stage <= part.stage).length,
      secondsLeft: part.open ? null : leftMs / 1000,
    };
  });
}

/** The height of the curve at a moment, and what is left of its stage. */
function within(
  course: readonly { lengthMs: number; from: number; to: number; stage: number }[],
  intoMs: number,
) {
  let startMs = 0;
  let load = 0;
  let stage: number | null = null;
  let leftMs = 0;
  for (const part of course) {
    const into = intoMs - startMs;
    startMs += part.lengthMs;
    if (into >= part.lengthMs) continue;
    if (stage === null) {
      stage = part.stage;
      load = part.from + ((part.to - part.from) * into) / part.lengthMs;
      leftMs = part.lengthMs - into;
    } else if (part.stage === stage) leftMs += part.lengthMs;
  }
  return { load, leftMs };
}
