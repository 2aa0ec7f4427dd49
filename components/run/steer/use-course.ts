'use client';

import { useMemo } from 'react';
import { steeredPlan } from '@/lib/load/steering/steered-plan.ts';
import type { Plan } from '@/lib/plan/plan.ts';
import type { RunView } from '@/lib/run/view.ts';

/** The plan with the load that it has by now: what its charts draw. Acts are only ever added. */
export function useCourse(plan: Plan, { acts }: Pick<RunView, 'acts'>): Plan {
  // Every update brings a list of its own.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same acts when there are as many
  return useMemo(() => steeredPlan(plan, acts), [plan, acts.length]);
}
