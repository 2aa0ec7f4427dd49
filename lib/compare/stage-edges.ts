import { planLength } from '../load/plan-load.ts';
import { stageStarts } from '../load/stage-starts.ts';
import type { Plan } from '../plan/plan.ts';

/** Where the stages of a plan begin and the last one ends, in seconds since the start; null when that has no planned end. */
export function stageEdges(plan: Pick<Plan, 'scenarios'>): number[] | null {
  const length = planLength(plan);
  if (length === null) return null;
  const starts = stageStarts(plan.scenarios).map(({ atMs }) => atMs / 1000);
  const edges = [0, ...starts, length / 1000].filter((edge) => edge <= length / 1000);
  return [...new Set(edges)].sort((a, b) => a - b);
}

/**
 * The same place of the same stage on another run's time: within a stage by its share, behind the last one second by second.
 * Null when the plans have not as many stages.
 */
export function alignedTo(own: readonly number[], other: readonly number[]): ((at: number) => number) | null {
  if (own.length !== other.length || own.length < 2) return null;
  return (at) => {
    const last = own.length - 1;
    const end = own[last] ?? 0;
    if (at >= end) return (other[last] ?? 0) + at - end;
    const stage = Math.max(
      1,
      own.findIndex((edge) => edge > at),
    );
    const [from = 0, to = 0] = [own[stage - 1], own[stage]];
    const [start = 0, stop = 0] = [other[stage - 1], other[stage]];
    return start + ((at - from) / (to - from)) * (stop - start);
  };
}
