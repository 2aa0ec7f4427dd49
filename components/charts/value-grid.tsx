/** Lines across a picture at its values, each with its words to the left. Everything in pixels. */
export function ValueGrid({
  ticks,
  left,
  width,
  py,
  words,
}: {
  ticks: readonly number[];
  /** Where the lines begin. */
  left: number;
  width: number;
  py: (value: number) => number;
  words: (value: number) => string;
}) {
  return ticks.map((tick) => (
    <g key={tick}>
      <line x1={left} x2={left + width} y1={py(tick)} y2={py(tick)} stroke="var(--border)" />
      <text x={left - 6} y={py(tick) + 4} textAnchor="end" fontSize={11} fill="var(--muted)">
        {words(tick)}
      </text>
    </g>
  ));
}
