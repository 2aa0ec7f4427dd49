/** What a chart draws: values at a moment `at`, which for counts and latencies means the stretch `from` to `at`. Seconds. */
export type Row = { from: number; at: number; values: Readonly<Record<string, number | null>> };

/** One line, filled area or step area of a chart. */
export type Curve = {
  /** Name of the value in the rows. */
  key: string;
  label: string;
  /** A CSS colour, a variable of the theme. */
  colour: string;
  draw: 'line' | 'area' | 'steps';
  /** Stroke pattern, so that curves differ by more than colour. */
  dash?: string;
  width?: number;
  /** With unit, for legend and tables. */
  format: (value: number) => string;
};

/** The row whose stretch holds the moment; the nearest one when none does. Rows ascend. */
export function rowAt(rows: readonly Row[], at: number): Row | undefined {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return rows[low];
}

/** The last row with a value of the first curve: what a legend shows while nobody points at a chart. */
export function lastRow(rows: readonly Row[], [main]: readonly Curve[]): Row | undefined {
  return main && rows.findLast(({ values }) => (values[main.key] ?? null) !== null);
}

/** The highest value of a curve with its moment; undefined when it has none. */
export function peakOf(rows: readonly Row[], key: string): { value: number; at: number } | undefined {
  let peak: { value: number; at: number } | undefined;
  for (const { at, values } of rows) {
    const value = values[key];
    if (typeof value === 'number' && (!peak || value > peak.value)) peak = { value, at };
  }
  return peak;
}

/** The highest of all values, 0 when there are none. */
export function highest(rows: readonly Row[], curves: readonly Curve[]): number {
  return Math.max(0, ...curves.map(({ key }) => peakOf(rows, key)?.value ?? 0));
}

/** The lowest value above zero: where a logarithmic axis can begin. null when there is none. */
export function lowest(rows: readonly Row[], curves: readonly Curve[]): number | null {
  let least: number | null = null;
  for (const { values } of rows) {
    for (const { key } of curves) {
      const value = values[key];
      if (typeof value === 'number' && value > 0 && (least === null || value < least)) least = value;
    }
  }
  return least;
}
