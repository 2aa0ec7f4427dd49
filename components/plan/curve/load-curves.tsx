'use client';

import { memo, useMemo } from 'react';
import { cn } from '@/components/ui/class-names.ts';
import type { Drawable } from './drawable.ts';
import { LoadChart } from './load-chart.tsx';
import { LOAD_UNITS, loadCurve } from './load-points.ts';
import { scenarioColour } from './scenario-colour.ts';

/** The load curves of scenarios: users, iterations per second, or one above the other when there are both. */
export const LoadCurves = memo(function LoadCurves({
  scenarios,
  height,
}: {
  scenarios: readonly Drawable[];
  height?: number;
}) {
  const curves = useMemo(
    () =>
      [loadCurve('users', scenarios), loadCurve('rate', scenarios)].filter((curve) => curve !== undefined),
    [scenarios],
  );
  return (
    <div className={cn('grid min-w-0 gap-4', curves.length > 1 && 'lg:grid-cols-2')}>
      {curves.map((curve) => (
        <div key={curve.kind} className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pb-1 text-muted text-xs">
            <span>{LOAD_UNITS[curve.kind]} over time (h:m:s)</span>
            {curve.scenarios.length > 1
              ? curve.scenarios.map(({ id, name }, index) => (
                  <span key={id} className="flex items-center gap-1.5">
                    <span
                      aria-hidden
                      className="size-2.5 rounded-sm ring-1 ring-accent ring-inset"
                      style={{ background: scenarioColour(index) }}
                    />
                    {name}
                  </span>
                ))
              : null}
          </div>
          <LoadChart curve={curve} height={height} />
        </div>
      ))}
    </div>
  );
});
