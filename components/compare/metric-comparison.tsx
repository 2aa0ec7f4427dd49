import { metricValue } from '@/components/run/metric-words.ts';
import { formatChange } from '@/lib/format/format.ts';
import type { MetricFigures } from '@/lib/run/script-figures.ts';
import { BeforeAfterTable } from './before-after-table.tsx';
import { type MetricRow, metricRows } from './metric-rows.ts';

/** What the scripts of both runs measure themselves. Which way is better only they know. */
export function MetricComparison({
  baseline,
  candidate,
}: {
  baseline: readonly MetricFigures[];
  candidate: readonly MetricFigures[];
}) {
  const rows = metricRows(baseline, candidate);
  if (rows.length === 0) return null;
  return (
    <BeforeAfterTable
      title="Metrics of the script"
      hint="Counters, gauges, rates and trends that it declares. Whether more is better is not known, so they are not judged."
      label="Metrics of the scripts of both runs"
      what="Metric"
      rows={rows.map((row) => ({
        key: `${row.metric.name} ${row.figure}`,
        what: (
          <>
            <span className="break-all font-mono text-xs">{row.metric.name}</span>{' '}
            <span className="text-muted">{row.figure}</span>
          </>
        ),
        baseline: words(row, row.baseline),
        candidate: words(row, row.candidate),
        change: change(row),
      }))}
    />
  );
}

const words = ({ metric }: MetricRow, value: number | null) =>
  value === null ? null : metricValue(metric, value);

function change({ metric, baseline, candidate }: MetricRow): string {
  if (baseline === null || candidate === null) return '';
  const difference = candidate - baseline;
  if (difference === 0) return 'same';
  const size = `${difference > 0 ? '+' : '−'}${metricValue(metric, Math.abs(difference))}`;
  return baseline === 0 || metric.kind === 'rate'
    ? size
    : `${size} (${formatChange(difference / Math.abs(baseline))})`;
}
