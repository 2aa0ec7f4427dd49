import type { Snapshot } from '../run/snapshot.ts';
import { holds, type Rule } from './rule.ts';
import type { Tally } from './tally.ts';

/** A rule that must hold in every part of a run. */
export type Parts = {
  add(snapshot: Snapshot): void;
  /** `value` is that of the worst part; `now` that of the latest. */
  values(): { value: number | null; now: number | null };
};

/** Of two values the one that is nearer to breaking the rule, or further behind its limit. */
function worse(rule: Rule, one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  if (rule.comparison.startsWith('<')) return Math.max(one, other);
  if (rule.comparison.startsWith('>')) return Math.min(one, other);
  return holds(rule, one) ? other : one;
}

/**
 * Every stretch of so many seconds, second by second. Before the first is whole, what there is stands for it. Windows are
 * summed up anew every second: their percentiles are those of all that is in them.
 */
export function slidingWindow(seconds: number, rule: Rule, newTally: () => Tally): Parts {
  const kept: Snapshot[] = [];
  let worst: number | null = null;
  let now: number | null = null;
  return {
    add(snapshot) {
      // What is shown of a second is not needed to judge it, and may be large.
      kept.push({ ...snapshot, samples: [], errors: [], failures: [], remotes: [], health: [] });
      if (kept.length > seconds) kept.shift();
      const tally = newTally();
      for (const one of kept) tally.add(one);
      now = tally.value(rule.aggregation, kept.length);
      if (kept.length === seconds) worst = worse(rule, worst, now);
    },
    values: () => ({ value: kept.length < seconds ? now : worst, now }),
  };
}

/** Every stage by itself. `startsMs` are the starts of stages behind the first. A second that two share belongs to the earlier. */
export function eachStage(startsMs: () => readonly number[], rule: Rule, newTally: () => Tally): Parts {
  let tally = newTally();
  let seconds = 0;
  let before = 0;
  let worst: number | null = null;
  let now: number | null = null;
  return {
    add(snapshot) {
      const atMs = snapshot.second * 1000;
      if (startsMs().some((startMs) => startMs > before && startMs <= atMs)) {
        worst = worse(rule, worst, now);
        tally = newTally();
        seconds = 0;
      }
      before = atMs;
      tally.add(snapshot);
      seconds++;
      now = tally.value(rule.aggregation, seconds);
    },
    values: () => ({ value: worse(rule, worst, now), now }),
  };
}
