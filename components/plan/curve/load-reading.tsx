'use client';

import { formatDurationClock } from '@/lib/format/format.ts';
import { LOAD_UNITS, type LoadCurve, type LoadPoint } from './load-points.ts';
import { plain } from './load-words.ts';

/** What the curve says under the pointer. Recharts fills in `active` and `payload`. */
export function LoadReading({
  curve,
  active,
  payload,
}: {
  curve: LoadCurve;
  active?: boolean;
  payload?: readonly { payload?: LoadPoint }[];
}) {
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  const several = curve.scenarios.length > 1;
  return (
    <div className="rounded-md border border-border bg-surface px-2.5 py-1.5 text-xs tabular-nums shadow-float">
      <div className="text-muted">at {formatDurationClock(point.at)}</div>
      {several
        ? curve.scenarios.map(({ id, name }, index) => (
            <div key={id} className="flex justify-between gap-4">
              <span className="max-w-40 truncate">{name}</span>
              <span>{plain(point.values[index] ?? 0)}</span>
            </div>
          ))
        : null}
      <div className="flex justify-between gap-4 font-medium">
        <span>{several ? 'together' : 'planned'}</span>
        <span>
          {plain(point.total)} {LOAD_UNITS[curve.kind]}
        </span>
      </div>
    </div>
  );
}
