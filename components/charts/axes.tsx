import { formatDurationClock } from '@/lib/format/format.ts';
import type { PlotScales } from './plot-scales.ts';
import { timeTicks } from './ticks.ts';

/** Between two ticks of time, so that their labels do not touch. Pixels. */
const TICK_PIXELS = 80;
const TICK_LENGTH = 6;

/** Seconds since the start of the run, left to right. */
export function TimeAxis({
  span,
  plot,
}: {
  /** Seconds. */
  span: readonly [from: number, to: number];
  plot: PlotScales;
}) {
  const { left, right, bottom } = plot;
  const most = Math.max(2, Math.floor((right - left) / TICK_PIXELS));
  return (
    <g>
      <line x1={left} x2={right} y1={bottom} y2={bottom} stroke="var(--border)" />
      {timeTicks(...span, most).map((at) => (
        <g key={at}>
          <line
            x1={plot.x(at)}
            x2={plot.x(at)}
            y1={bottom}
            y2={bottom + TICK_LENGTH}
            stroke="var(--border)"
          />
          <text
            x={plot.x(at)}
            y={bottom + TICK_LENGTH + 10}
            textAnchor="middle"
            fontSize={11}
            fill="var(--muted)"
          >
            {formatDurationClock(at)}
          </text>
        </g>
      ))}
    </g>
  );
}

/** What must not be exceeded. */
export function LimitLine({ value, plot }: { value: number; plot: PlotScales }) {
  const y = plot.y(value);
  return (
    <line
      x1={plot.left}
      x2={plot.right}
      y1={y}
      y2={y}
      stroke="var(--fail)"
      strokeDasharray="6 4"
      strokeWidth={1.25}
    />
  );
}

/** How far a run that goes on has come. */
export function NowMark({ at, plot }: { at: number; plot: PlotScales }) {
  const x = plot.x(at);
  const isLate = x > (plot.left + plot.right) / 2;
  return (
    <g>
      <line x1={x} x2={x} y1={plot.top} y2={plot.bottom} stroke="var(--text)" strokeDasharray="2 3" />
      <text
        x={x + (isLate ? -4 : 4)}
        y={plot.top + 10}
        textAnchor={isLate ? 'end' : 'start'}
        fontSize={11}
        fill="var(--muted)"
      >
        now
      </text>
    </g>
  );
}
