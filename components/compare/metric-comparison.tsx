import { metricValue } from '@/components/run/metric-words.ts';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { formatChange } from '@/lib/format/format.ts';
import type { MetricFigures } from '@/lib/run/script-figures.ts';
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
    <Card>
      <CardHeader
        title="Metrics of the script"
        hint="Counters, gauges, rates and trends that it declares. Whether more is better is not known, so they are not judged."
      />
      <Table label="Metrics of the scripts of both runs">
        <TableHead>
          <TableRow>
            <TableHeader>Metric</TableHeader>
            <TableHeader>Figure</TableHeader>
            <TableHeader numeric>Baseline</TableHeader>
            <TableHeader numeric>Candidate</TableHeader>
            <TableHeader numeric>Change</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={`${row.metric.name} ${row.figure}`}>
              <TableCell className="break-all font-mono text-xs">{row.metric.name}</TableCell>
              <TableCell className="text-muted">{row.figure}</TableCell>
              <TableCell numeric>{words(row, row.baseline)}</TableCell>
              <TableCell numeric className="font-medium">
                {words(row, row.candidate)}
              </TableCell>
              <TableCell numeric className="text-muted">
                {change(row)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

const words = ({ metric }: MetricRow, value: number | null) =>
  value === null ? <span className="text-muted">none</span> : metricValue(metric, value);

function change({ metric, baseline, candidate }: MetricRow): string {
  if (baseline === null || candidate === null) return '';
  const difference = candidate - baseline;
  if (difference === 0) return 'same';
  const size = `${difference > 0 ? '+' : '−'}${metricValue(metric, Math.abs(difference))}`;
  return baseline === 0 || metric.kind === 'rate'
    ? size
    : `${size} (${formatChange(difference / Math.abs(baseline))})`;
}
