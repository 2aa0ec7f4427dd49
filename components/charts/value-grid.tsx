import type { PlotScales } from './plot-scales.ts';

/** Lines across a picture at its values, each with its words to the left. */
export function ValueGrid({
  ticks,
  plot: { left, right, y },
  words,
}: {
  ticks: readonly number[];
  plot: PlotScales;
  words: (value: number) => string;
}) {
  return ticks.map((tick) => (
    <g key={tick}>
      <line x1={left} x2={right} y1={y(tick)} y2={y(tick)} stroke="var(--border)" />
      <text x={left - 6} y={y(tick) + 4} textAnchor="end" fontSize={11} fill="var(--muted)">
        {words(tick)}
      </text>
    </g>
  ));
}
