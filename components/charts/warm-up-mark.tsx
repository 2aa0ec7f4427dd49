import type { PlotScales } from './plot-scales.ts';

/** The start of the run that the verdict leaves out, shaded and named on every chart. */
export function WarmUpMark({ until, from, plot }: { until: number; from: number; plot: PlotScales }) {
  const start = plot.x(Math.max(0, from));
  const right = Math.min(plot.x(until), plot.right);
  const hasRoom = right - start > 60;
  return (
    <g data-mark="warm-up">
      <rect
        x={start}
        y={plot.top}
        width={Math.max(0, right - start)}
        height={plot.bottom - plot.top}
        fill="var(--muted)"
        fillOpacity={0.13}
      />
      <line x1={right} x2={right} y1={plot.top} y2={plot.bottom} stroke="var(--muted)" strokeWidth={1} />
      <text
        x={hasRoom ? right - 4 : right + 4}
        y={plot.bottom - 5}
        textAnchor={hasRoom ? 'end' : 'start'}
        fontSize={11}
        fill="var(--muted)"
      >
        warm-up
      </text>
    </g>
  );
}
