import type { Plan } from '../plan/plan.ts';
import type { PlanSteps } from '../plan/step-lists.ts';
import type { Threshold } from '../plan/threshold.ts';
import type { Snapshot } from '../run/snapshot.ts';
import { holds, parseRule, type Rule } from './rule.ts';
import { ScriptMetricsTally } from './script-board.ts';
import { formatMetricSelector, parseMetricSelector } from './selector.ts';
import { createTally, type Tally } from './tally.ts';

/** How a threshold stands over everything measured so far. */
export type ThresholdState = {
  threshold: Threshold;
  /** In the metric's unit; null when there was nothing to measure. */
  value: number | null;
  /** null when there was nothing to measure. */
  holds: boolean | null;
};

type Watched = { threshold: Threshold; rule: Rule; tally: Tally };

/** Follows all thresholds of a plan through a run. */
export type ThresholdBoard = {
  add(snapshot: Snapshot): void;
  /** In the order of the plan. `isOver`: nothing more will be measured. */
  states(elapsedSeconds: number, isOver?: boolean): ThresholdState[];
};

/** Throws when a threshold cannot be read, which a parsed Plan rules out. */
export function createThresholdBoard(
  plan: PlanSteps & Pick<Plan, 'scenarios' | 'thresholds' | 'script'>,
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
    return { threshold, rule: rule.value, tally };
  });
  return {
    add(snapshot) {
      for (const tally of tallies.values()) tally.add(snapshot);
    },
    states: (elapsedSeconds) =>
      watched.map(({ threshold, rule, tally }) => {
        const value = tally.value(rule.aggregation, elapsedSeconds);
        return { threshold, value, holds: value === null ? null : holds(rule, value) };
      }),
  };
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
