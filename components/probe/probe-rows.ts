import type { Curve, Row } from '@/components/charts/rows.ts';
import type { RunProbe } from '@/lib/probe/run-probes.ts';
import type { ProbeRole, ProbeSeries, ProbeUnit } from '@/lib/probe/series.ts';
import { UNIT_WORDS } from './unit-words.ts';

/** One chart of a probe. */
export type ProbeChartData = {
  title: string;
  unit: ProbeUnit;
  curves: Curve[];
  /** Curves that are too many to be told apart. */
  left: number;
  /** Whether a value of a longer stretch is the worst of it. */
  showsWorst: boolean;
};

/** More lines than these cannot be told apart. */
const LOOKS = [
  { colour: 'var(--text)' },
  { colour: 'var(--rps)', dash: '6 3' },
  { colour: 'var(--muted)', dash: '2 3' },
  { colour: 'var(--text)', dash: '9 3 2 3' },
  { colour: 'var(--rps)', dash: '2 2' },
  { colour: 'var(--muted)', dash: '12 4' },
] as const;

/** Drawn only when what they bound comes near: the others would lie at the bottom of the chart. */
const BOUNDS: readonly (ProbeRole | null)[] = ['open-files-limit', 'memory-limit', 'host-memory'];
const NEAR = 0.3;
/** Needed by rules; a line of it would tell nobody anything. */
const UNDRAWN: readonly (ProbeRole | null)[] = ['process-start'];

type Measured = { series: ProbeSeries; peak: number };

/** Curves with the same title, the six highest of each. */
export function probeCharts({ series, values }: Pick<RunProbe, 'series' | 'values'>): ProbeChartData[] {
  const charts = new Map<string, Measured[]>();
  for (const [index, one] of series.entries()) {
    const found = (values[index] ?? []).filter((value) => value !== null);
    if (found.length === 0 || UNDRAWN.includes(one.role)) continue;
    const key = `${one.chart} ${one.unit}`;
    charts.set(key, [...(charts.get(key) ?? []), { series: one, peak: Math.max(...found) }]);
  }
  return [...charts.values()].flatMap((all) => {
    const own = Math.max(
      0,
      ...all.flatMap(({ series, peak }) => (BOUNDS.includes(series.role) ? [] : [peak])),
    );
    const near = all.filter(({ series, peak }) => !BOUNDS.includes(series.role) || own > NEAR * peak);
    const highest = near.toSorted((a, b) => b.peak - a.peak).slice(0, LOOKS.length);
    const drawn = near.filter((one) => highest.includes(one)).map(({ series }) => series);
    const [first] = drawn;
    if (!first) return [];
    return {
      title: first.chart,
      unit: first.unit,
      left: near.length - drawn.length,
      showsWorst: drawn.some(({ together }) => together === 'max'),
      curves: drawn.map(
        (one, index): Curve => ({
          ...{ key: one.key, label: one.label, draw: 'line', width: 1.5, ...LOOKS[index] },
          colour: LOOKS[index]?.colour ?? 'var(--text)',
          format: (value) => UNIT_WORDS[one.unit].format(value / UNIT_WORDS[one.unit].drawn(1)),
        }),
      ),
    };
  });
}

/** What was seen, look by look. Where a curve had nothing to say it goes on; where the probe was not answered it breaks. */
export function probeRows({ series, at, values, gaps }: RunProbe): Row[] {
  const rows = at.map((second, look): Row => {
    const own: Record<string, number> = {};
    for (const [index, { key, unit }] of series.entries()) {
      const value = values[index]?.[look] ?? null;
      if (value !== null) own[key] = UNIT_WORDS[unit].drawn(value);
    }
    return { from: at[look - 1] ?? 0, at: second, values: own };
  });
  const nothing = Object.fromEntries(series.map(({ key }) => [key, null]));
  const breaks = gaps.map(({ from }): Row => ({ from, at: from, values: nothing }));
  return [...rows, ...breaks].sort((a, b) => a.at - b.at);
}
