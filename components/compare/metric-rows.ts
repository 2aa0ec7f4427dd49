import type { MetricFigures } from '@/lib/run/script-figures.ts';

/** One figure of a metric of scripts, of both runs; null where a run has none. */
export type MetricRow = {
  metric: Pick<MetricFigures, 'name' | 'kind' | 'isTime'>;
  figure: string;
  baseline: number | null;
  candidate: number | null;
};

type Figure = [label: string, of: (metric: MetricFigures) => number | null];

const FIGURES: Record<MetricFigures['kind'], readonly Figure[]> = {
  counter: [
    ['sum', ({ sum }) => sum],
    ['per second', ({ rate }) => rate],
  ],
  gauge: [['last', ({ last }) => last]],
  rate: [['share', ({ rate }) => rate]],
  trend: [
    ['mean', ({ mean }) => mean],
    ['p50', ({ p50 }) => p50],
    ['p95', ({ p95 }) => p95],
  ],
};

/** The metrics that the scripts of two runs declare: of both first, then of one only. */
export function metricRows(
  baseline: readonly MetricFigures[],
  candidate: readonly MetricFigures[],
): MetricRow[] {
  const own = (metrics: readonly MetricFigures[]) => metrics.filter(({ isCustom }) => isCustom);
  const before = new Map(own(baseline).map((metric) => [metric.name, metric]));
  const after = own(candidate);
  const names = new Set(after.map(({ name }) => name));
  const isSame = (one: MetricFigures, other: MetricFigures | undefined) => other?.kind === one.kind;
  const both = after.filter((metric) => isSame(metric, before.get(metric.name)));
  const fresh = after.filter((metric) => !isSame(metric, before.get(metric.name)));
  const gone = [...before.values()].filter(({ name }) => !names.has(name));
  return [
    ...both.flatMap((metric) => rowsOf(metric, before.get(metric.name) ?? null, metric)),
    ...fresh.flatMap((metric) => rowsOf(metric, null, metric)),
    ...gone.flatMap((metric) => rowsOf(metric, metric, null)),
  ];
}

function rowsOf(
  metric: MetricFigures,
  before: MetricFigures | null,
  after: MetricFigures | null,
): MetricRow[] {
  return FIGURES[metric.kind].map(([figure, of]) => ({
    metric,
    figure,
    baseline: before && of(before),
    candidate: after && of(after),
  }));
}
