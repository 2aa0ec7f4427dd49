import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import type { MetricFigures } from '@/lib/run/script-figures.ts';
import { headlineOf, metricValue, spreadOf } from './metric-words.ts';

/** What a script measures itself, and below it what k6 measures of every script. */
export function MetricTable({ metrics }: { metrics: readonly MetricFigures[] }) {
  if (metrics.length === 0) return null;
  const own = metrics.filter(({ isCustom }) => isCustom);
  const ofK6 = metrics.filter(({ isCustom }) => !isCustom);
  return (
    <Card>
      <CardHeader
        title="Metrics of the script"
        hint="Counters, gauges, rates and trends that it declares, over the whole run."
      />
      {own.length > 0 ? (
        <Rows label="Metrics of the script" metrics={own} />
      ) : (
        <p className="px-4 pb-3 text-muted text-sm">
          It declares none. A <code>new Trend('page_size')</code> gets a row here.
        </p>
      )}
      {ofK6.length > 0 ? (
        <details className="border-border border-t">
          <summary className="cursor-pointer px-4 py-2 text-muted text-sm hover:text-text">
            Metrics of k6 ({ofK6.length})
          </summary>
          <Rows label="Metrics of k6" metrics={ofK6} />
        </details>
      ) : null}
    </Card>
  );
}

function Rows({ label, metrics }: { label: string; metrics: readonly MetricFigures[] }) {
  return (
    <Table label={label}>
      <TableHead>
        <TableRow>
          <TableHeader>Metric</TableHeader>
          <TableHeader className="max-sm:hidden">Kind</TableHeader>
          <TableHeader numeric>Value</TableHeader>
          <TableHeader className="max-md:hidden">Spread</TableHeader>
          <TableHeader numeric>Samples</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {metrics.map((metric) => (
          <TableRow key={metric.name}>
            <TableCell className="break-all font-mono text-xs">{metric.name}</TableCell>
            <TableCell className="text-muted max-sm:hidden">{metric.kind}</TableCell>
            <TableCell numeric className="whitespace-nowrap">
              {headlineOf(metric)}
            </TableCell>
            <TableCell className="text-muted text-xs tabular-nums max-md:hidden">
              {spreadOf(metric)
                .map(([name, value]) => `${name} ${metricValue(metric, value)}`)
                .join(' · ')}
            </TableCell>
            <TableCell numeric title={String(metric.count)}>
              {metric.count.toLocaleString('en-US')}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
