import { PLOT_INSETS } from './plot-insets.ts';
import { type Scale, shareOf } from './scale.ts';
import { percentTicks, placeOf, type SpectrumPoint } from './spectrum-axis.ts';

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
  const { left, right, top, bottom } = PLOT_INSETS;
  const [wide, high] = [width - left - right, height - top - bottom];
  const limits = [ticks[0] ?? 0, ticks.at(-1) ?? 1] as const;
  const x = (percent: number) => left + placeOf(percent, reach) * wide;
  const y = (ms: number) => top + (1 - shareOf(ms, limits, scale)) * high;
  const path = (all: readonly SpectrumPoint[]) =>
    all
      .map(({ percent, ms }, at) => `${at === 0 ? 'M' : 'L'}${x(percent).toFixed(1)},${y(ms).toFixed(1)}`)
      .join('');
  const base = top + high;
  return (
    <svg width={width} height={height} className="absolute inset-0" role="presentation">
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={left + wide} y1={y(tick)} y2={y(tick)} stroke="var(--border)" />
          <text x={left - 8} y={y(tick) + 4} textAnchor="end" fontSize={11} fill="var(--muted)">
            {formatTick(tick)}
          </text>
        </g>
      ))}
      {percentTicks(reach).map((percent) => (
        <g key={percent}>
          <line x1={x(percent)} x2={x(percent)} y1={top} y2={base} stroke="var(--border)" />
          <text x={x(percent)} y={base + 15} textAnchor="middle" fontSize={11} fill="var(--muted)">
            {percent === 0 ? '0 %' : percent}
          </text>
        </g>
      ))}
      {points.length === 0 ? null : (
        <text x={left + wide} y={base + 15} textAnchor="middle" fontSize={11} fill="var(--muted)">
          max
        </text>
      )}
      <path d={path(whole)} fill="none" stroke="var(--border-strong)" strokeDasharray="3 3" />
      <path d={path(points)} fill="none" stroke="var(--p95)" strokeWidth={2} strokeLinejoin="round" />
      {shown ? <circle cx={x(shown.percent)} cy={y(shown.ms)} r={3.5} fill="var(--p99)" /> : null}
    </svg>
  );
}
