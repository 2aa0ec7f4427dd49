'use client';

import { usePlotArea, useXAxisScale } from 'recharts';

/** The start of the run that the verdict leaves out, shaded and named on every chart. */
export function WarmUpMark({ until, from }: { until: number; from: number }) {
  const plot = usePlotArea();
  const xOf = useXAxisScale();
  const end = xOf?.(until);
  const start = xOf?.(Math.max(0, from));
  if (!plot || start === undefined || end === undefined || until <= from) return null;
  const right = Math.min(end, plot.x + plot.width);
  const hasRoom = right - start > 60;
  return (
    <g data-mark="warm-up">
      <rect
        x={start}
        y={plot.y}
        width={Math.max(0, right - start)}
        height={plot.height}
        fill="var(--muted)"
        fillOpacity={0.13}
      />
      <line
        x1={right}
        x2={right}
        y1={plot.y}
        y2={plot.y + plot.height}
        stroke="var(--muted)"
        strokeWidth={1}
      />
      <text
        x={hasRoom ? right - 4 : right + 4}
        y={plot.y + plot.height - 5}
        textAnchor={hasRoom ? 'end' : 'start'}
        fontSize={11}
        fill="var(--muted)"
      >
        warm-up
      </text>
    </g>
  );
}
