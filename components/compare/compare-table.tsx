import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import {
  type Differences,
  MARGIN,
  type Metric,
  type RequestComparison,
  type RunComparison,
} from '@/lib/compare/compare-runs.ts';
import { formatPercent } from '@/lib/format/format.ts';
import { seriesKey } from '@/lib/run/series.ts';
import { DifferenceCell } from './difference-cell.tsx';

const COLUMNS: readonly { metric: Metric; label: string }[] = [
  { metric: 'p50', label: 'p50' },
  { metric: 'p95', label: 'p95' },
  { metric: 'p99', label: 'p99' },
  { metric: 'failedRate', label: 'Failed' },
  { metric: 'requestsPerSecond', label: 'Per second' },
];

/** Every request of both runs with both values, the difference and which is better; all requests together last. */
export function CompareTable({ comparison: { total, requests } }: { comparison: RunComparison }) {
  const scenarios = new Set(requests.map(({ scenario }) => scenario)).size;
  return (
    <Card>
      <CardHeader
        title="Requests"
        hint={`Response times, baseline → candidate. Within ${formatPercent(MARGIN.relative)} or ${MARGIN.milliseconds} ms, and failures within ${formatPercent(MARGIN.failedRate)}, count as the same.`}
      />
      <Table label="Requests of both runs">
        <TableHead>
          <tr>
            <TableHeader>Request</TableHeader>
            {COLUMNS.map(({ metric, label }) => (
              <TableHeader key={metric} numeric>
                {label}
              </TableHeader>
            ))}
          </tr>
        </TableHead>
        <TableBody>
          {requests.map((request) => (
            <TableRow key={seriesKey(request)}>
              <RowHeader name={request.name} where={[scenarios > 1 ? request.scenario : '', request.group]} />
              {request.in === 'both' ? (
                <Cells differences={request.differences} />
              ) : (
                <TableCell colSpan={COLUMNS.length} className="text-muted">
                  {onlyIn(request)}
                </TableCell>
              )}
            </TableRow>
          ))}
          <TableRow className="border-t-2 bg-surface-2/50">
            <RowHeader name="All requests" where={[]} />
            <Cells differences={total} />
          </TableRow>
        </TableBody>
      </Table>
    </Card>
  );
}

function onlyIn({ in: side }: RequestComparison): string {
  return side === 'baseline'
    ? 'Only the baseline made this request.'
    : 'Only the candidate made this request.';
}

function RowHeader({ name, where }: { name: string; where: readonly string[] }) {
  const place = where.filter(Boolean).join(' · ');
  return (
    <th scope="row" className="min-w-28 max-w-72 sm:min-w-36 py-1.5 pr-3 pl-4 text-left font-normal">
      <div className="break-words font-medium">{name}</div>
      {place ? <div className="break-words text-muted text-xs">{place}</div> : null}
    </th>
  );
}

function Cells({ differences }: { differences: Differences }) {
  return COLUMNS.map(({ metric }) => (
    <DifferenceCell key={metric} metric={metric} difference={differences[metric]} />
  ));
}
