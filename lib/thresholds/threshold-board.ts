import type { Plan } from '../plan/plan.ts';
import type { PlanSteps } from '../plan/step-lists.ts';
import type { Threshold } from '../plan/threshold.ts';
import type { Snapshot } from '../run/snapshot.ts';
import { windowSeconds } from './judged-over.ts';
import { holds, parseRule, type Rule } from './rule.ts';
import { ScriptMetricsTally } from './script-board.ts';
import { formatMetricSelector, parseMetricSelector } from './selector.ts';
import { createTally, type Tally } from './tally.ts';
import { eachStage, type Parts, slidingWindow } from './windows.ts';

/** How a threshold stands over everything measured so far. */
export type ThresholdState = {
  threshold: Threshold;
  /** In the metric's unit; null when there was nothing to measure. */
  value: number | null;
  /** null when there was nothing to measure. */
  holds: boolean | null;
  /** Of a rule over parts of the run: the value of the latest, where `value` is that of the worst. */
  now?: number | null;
};

type Watched = { threshold: Threshold; rule: Rule; tally: Tally; parts: Parts | null };

/** Follows all thresholds of a plan through a run. */
export type ThresholdBoard = {
  add(snapshot: Snapshot): void;
  /** In the order of the plan. `isOver`: nothing more will be measured. */
  states(elapsedSeconds: number, isOver?: boolean): ThresholdState[];
};

/** Throws when a threshold cannot be read, which a parsed Plan rules out. */
export function createThresholdBoard(
  plan: PlanSteps & Pick<Plan, 'scenarios' | 'thresholds' | 'script'>,
  /** Starts of stages behind the first, milliseconds since the start of the run. */
  stageStartsMs: () => readonly number[] = () => [],
): ThresholdBoard {
  if (plan.script) return createScriptBoard(plan);
  const tallies = new Map<string, Tally>();
  const watched = plan.thresholds.map((threshold): Watched => {
    const selector = parseMetricSelector(threshold.metric);
    const rule = parseRule(threshold.rule);
    if (!selector.ok) throw new Error(selector.message);
    if (!rule.ok) throw new Error(rule.message);
    const key = formatMetricSelector(selector.value);
    const tally = tallies.get(key) ?? createTally(selector.value, plan);
    tallies.set(key, tally);
    const parts = partsOf(threshold, rule.value, stageStartsMs, () => createTally(selector.value, plan));
    return { threshold, rule: rule.value, tally, parts };
  });
  return {
    add(snapshot) {
      for (const tally of tallies.values()) tally.add(snapshot);
      for (const { parts } of watched) parts?.add(snapshot);
    },
    states: (elapsedSeconds) =>
      watched.map(({ threshold, rule, tally, parts }) => {
        if (parts) {
          const { value, now } = parts.values();
          return { threshold, value, holds: value === null ? null : holds(rule, value), now };
        }
        const value = tally.value(rule.aggregation, elapsedSeconds);
        return { threshold, value, holds: value === null ? null : holds(rule, value) };
      }),
  };
}

function partsOf(
  threshold: Threshold,
  rule: Rule,
  stageStartsMs: () => readonly number[],
  newTally: () => Tally,
): Parts | null {
  const seconds = windowSeconds(threshold);
  if (seconds !== null) return slidingWindow(seconds, rule, newTally);
  return threshold.over === 'stage' ? eachStage(stageStartsMs, rule, newTally) : null;
}

/** Thresholds of a script look at k6's metrics and at those that the script declares. */
function createScriptBoard(plan: Pick<Plan, 'scenarios' | 'script' | 'thresholds'>): ThresholdBoard {
  const tally = new ScriptMetricsTally(plan);
  const watched = plan.thresholds.map((threshold) => {
    const rule = parseRule(threshold.rule);
    if (!rule.ok) throw new Error(rule.message);
    return { threshold, rule: rule.value };
  });
  return {
    add: (snapshot) => tally.add(snapshot),
    states: (elapsedSeconds, isOver = false) =>
      watched.map(({ threshold, rule }) => {
        const measured = tally.of(threshold.metric)?.value(rule.aggregation, elapsedSeconds) ?? null;
        // Of what never happened there is 0 in the end, but no rate.
        const isRate = tally.expected(threshold.metric)?.kind === 'rate';
        const value = measured === null && isOver && !isRate ? 0 : measured;
        return { threshold, value, holds: value === null ? null : holds(rule, value) };
      }),
  };
}
