import type { Executor } from '../../plan/executor.ts';
import { ratePieces, vuPieces } from '../schedule.ts';
import { actsOf, type LoadChange, OPEN_MS, type ScenarioAct } from './acts.ts';

/** A straight part of a steered load curve. Its place in time follows from the parts before it. */
export type Part = {
  lengthMs: number;
  from: number;
  to: number;
  /** Index of the stage that it belongs to; -1 is a wait before the first. */
  stage: number;
  /** Until somebody ends it. */
  open?: Open;
};
/** `sinceMs` may be before the start of the scenario: then it is the start that waits. */
type Open = { by: 'hold' | 'pause'; sinceMs: number };

/** The load of one scenario as parts in a row, for executors that can be steered; null for those that end by iterations. */
export function courseOf(executor: Executor, acts: readonly ScenarioAct[]): Part[] | null {
  switch (executor.type) {
    case 'per-vu-iterations':
    case 'shared-iterations':
      return null;
    case 'constant-vus':
    case 'ramping-vus': {
      const parts = vuPieces(executor).map(({ lengthMs, from, to }, stage) => ({
        lengthMs,
        from,
        to,
        stage,
      }));
      return acts.reduce<Part[]>((course, act) => steered(course, act, true), parts);
    }
    case 'constant-arrival-rate':
    case 'ramping-arrival-rate': {
      const parts = ratePieces(executor).map(({ lengthMs, from, to }, stage) => ({
        lengthMs,
        from,
        to,
        stage,
      }));
      return acts.reduce<Part[]>((course, act) => steered(course, act, false), parts);
    }
  }
}

/** Whether somebody holds or pauses a scenario, so that nobody knows when the run ends. */
export function isOpen(
  plan: { scenarios: readonly { executor: Executor }[] },
  acts: readonly ScenarioAct[],
): boolean {
  if (acts.length === 0) return false;
  return plan.scenarios.some(({ executor }, index) =>
    courseOf(executor, actsOf(acts, index))?.some(({ open }) => open !== undefined),
  );
}

/** The part at a moment, and whether somebody holds or pauses it. Null when the schedule is over. */
export function partAt(course: readonly Part[], intoMs: number): Part | null {
  let startMs = 0;
  for (const part of course) {
    startMs += part.lengthMs;
    if (intoMs < startMs) return part;
  }
  return null;
}

/** The course after an act. What was before the act stays as it was. `whole`: heights are VUs. */
function steered(course: Part[], act: ScenarioAct, whole: boolean): Part[] {
  const isBefore = act.intoMs < 0;
  const { done, rest } = isBefore ? { done: [], rest: course } : cut(course, act.intoMs, whole);
  if (rest.length === 0) return course;
  return [...done, ...changed(rest, act, act.intoMs)];
}

/** `rest` after the change; it begins at `atMs`, or with the scenario when that is before it. */
function changed(rest: Part[], change: LoadChange, atMs: number): Part[] {
  const [now] = rest;
  if (!now) return rest;
  const height = atMs < 0 ? 0 : now.from;
  const flat = (lengthMs: number, at: number, open?: Open): Part => ({
    lengthMs,
    from: at,
    to: at,
    stage: atMs < 0 ? -1 : now.stage,
    ...(open && { open }),
  });
  const isPaused = now.open?.by === 'pause';
  switch (change.kind) {
    case 'set':
      return isPaused || now.stage < 0 || atMs < 0 ? rest : withHeight(rest, change.value);
    case 'hold':
      return now.open ? rest : [flat(OPEN_MS, height, { by: 'hold', sinceMs: atMs }), ...rest];
    case 'extend':
      return now.open ? rest : [flat(change.ms, height), ...rest];
    case 'skip':
      return isPaused || atMs < 0 ? rest : rest.slice(stageLength(rest));
    case 'pause':
      return isPaused || (atMs < 0 && now.open)
        ? rest
        : [flat(OPEN_MS, 0, { by: 'pause', sinceMs: atMs }), ...rest];
    case 'go-on':
      return closed(rest, 'hold', atMs);
    case 'resume':
      return closed(rest, 'pause', atMs);
    case 'stop':
      return [];
  }
}

/** Ends what is open now. When it began before the scenario, its length is what the start is late by. */
function closed(rest: Part[], by: Open['by'], atMs: number): Part[] {
  const [now, ...later] = rest;
  if (now?.open?.by !== by) return rest;
  const { sinceMs } = now.open;
  if (sinceMs >= 0) return later;
  const { open, ...wait } = now;
  const waited = atMs - sinceMs;
  return [{ ...wait, lengthMs: Math.max(0, waited - Math.max(0, atMs)) }, ...later];
}

const stageLength = (rest: readonly Part[]): number => {
  const next = rest.findIndex(({ stage }) => stage !== rest[0]?.stage);
  return next < 0 ? rest.length : next;
};

/** The rest of the stage at a height, and the next stage from there. */
function withHeight(rest: Part[], height: number): Part[] {
  const end = stageLength(rest);
  return rest.map((part, index) => {
    if (index < end) return { ...part, from: height, to: height };
    return index === end ? { ...part, from: height } : part;
  });
}

/**
 * The course in two at a moment. Users are whole, so a rise or fall of users ends at the last one that came or went, and
 * what is left of it goes on from there.
 */
function cut(course: readonly Part[], atMs: number, whole: boolean): { done: Part[]; rest: Part[] } {
  const done: Part[] = [];
  let startMs = 0;
  for (const [index, part] of course.entries()) {
    const { lengthMs, from, to, ...same } = part;
    if (startMs + lengthMs <= atMs) {
      done.push(part);
      startMs += lengthMs;
      continue;
    }
    const into = atMs - startMs;
    if (into <= 0) return { done, rest: course.slice(index) };
    const point = from + ((to - from) * into) / lengthMs;
    const height = !whole ? point : to >= from ? Math.floor(point) : Math.ceil(point);
    const reachedMs = to === from ? into : (lengthMs * (height - from)) / (to - from);
    const { open, ...past } = same;
    if (reachedMs > 0) done.push({ ...past, lengthMs: reachedMs, from, to: height });
    if (into > reachedMs) done.push({ ...past, lengthMs: into - reachedMs, from: height, to: height });
    return {
      done,
      rest: [{ ...same, lengthMs: lengthMs - into, from: height, to }, ...course.slice(index + 1)],
    };
  }
  return { done, rest: [] };
}
