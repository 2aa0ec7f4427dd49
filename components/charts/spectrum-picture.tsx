import { plotScales } from './plot-scales.ts';
import type { Scale } from './scale.ts';
import { percentTicks, placeOf, type SpectrumPoint } from './spectrum-axis.ts';
import { ValueGrid } from './value-grid.tsx';

type Props = {
  points: readonly SpectrumPoint[];
  whole: readonly SpectrumPoint[];
  /** Nines at the right end. */
  reach: number;
  ticks: readonly number[];
  formatTick: (ms: number) => string;
  scale: Scale;
  shown: SpectrumPoint | undefined;
  /** Pixels. */
  width: number;
  height: number;
};

/** Places on the axis, from the smallest latency to the largest. */
const WHOLE = [0, 1] as const;

/** Axes and lines of a percentile plot. */
export function SpectrumPicture({
  points,
  whole,
  reach,
  ticks,
  formatTick,
  scale,
  shown,
  width,
  height,
}: Props) {
  const plot = plotScales({ span: WHOLE, ticks, scale, width, height });
  const { right, top, bottom, y } = plot;
  const x = (percent: number) => plot.x(placeOf(percent, reach));
  const path = (all: readonly SpectrumPoint[]) =>
    all
      .map(({ percent, ms }, at) => `${at === 0 ? 'M' : 'L'}${x(percent).toFixed(1)},${y(ms).toFixed(1)}`)
      .join('');
  return (
    <svg width={width} height={height} className="absolute inset-0" role="presentation">
      <ValueGrid ticks={ticks} plot={plot} words={formatTick} />
      {percentTicks(reach).map((percent) => (
        <g key={percent}>
          <line x1={x(percent)} x2={x(percent)} y1={top} y2={bottom} stroke="var(--border)" />
          <text x={x(percent)} y={bottom + 15} textAnchor="middle" fontSize={11} fill="var(--muted)">
            {percent === 0 ? '0 %' : percent}
          </text>
        </g>
      ))}
      {points.length === 0 ? null : (
        <text x={right} y={bottom + 15} textAnchor="middle" fontSize={11} fill="var(--muted)">
          max
        </text>
      )}
      <path d={path(whole)} fill="none" stroke="var(--border-strong)" strokeDasharray="3 3" />
      <path d={path(points)} fill="none" stroke="var(--p95)" strokeWidth={2} strokeLinejoin="round" />
      {shown ? <circle cx={x(shown.percent)} cy={y(shown.ms)} r={3.5} fill="var(--p99)" /> : null}
    </svg>
  );
}
