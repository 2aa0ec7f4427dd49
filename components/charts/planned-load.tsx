'use client';

import { useMemo } from 'react';
import type { Plan } from '@/lib/plan/plan.ts';
import { highest } from './rows.ts';
import { RUN_CURVES } from './run-curves.ts';
import { runRows } from './run-rows.ts';
import { countTick, countTicks, valueTicks } from './ticks.ts';
import { TimeChart } from './time-chart.tsx';
import { useWidth } from './use-extent.ts';

const USERS = [RUN_CURVES.plannedVus];
const ITERATIONS = [RUN_CURVES.plannedIterations];

/** The load that a run is going to make, while there is nothing measured to show. */
export function PlannedLoad({ plan, plannedSeconds }: { plan: Plan; plannedSeconds: number | null }) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const seconds = plannedSeconds ?? 0;
  const rows = useMemo(
    () => runRows([], plan, [0, seconds], Math.max(60, width)).withPlan,
    [plan, seconds, width],
  );
  const span = useMemo(() => [0, seconds] as const, [seconds]);
  if (seconds === 0) return null;
  const frame = { rows, span, now: null, width, formatTick: countTick };
  const [users, iterations] = [highest(rows, USERS), highest(rows, ITERATIONS)];
  return (
    <div ref={ref} className="flex flex-col gap-4">
      {users > 0 ? (
        <TimeChart
          title="Planned users"
          unit="virtual users"
          {...frame}
          curves={USERS}
          ticks={countTicks(users)}
        />
      ) : null}
      {iterations > 0 ? (
        <TimeChart
          title="Planned iterations"
          unit="starts per second"
          {...frame}
          curves={ITERATIONS}
          ticks={valueTicks(iterations)}
        />
      ) : null}
    </div>
  );
}
