import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { marginWords } from '@/lib/judge/answer-words.ts';
import type { JudgedRequest, JudgedRuns, Margins } from '@/lib/judge/answers.ts';
import { JUDGED_METRICS, type JudgedMetric } from '@/lib/judge/estimate.ts';
import { byImpact } from '@/lib/judge/impact.ts';
import { seriesKey } from '@/lib/run/series.ts';
import { JudgedCell } from './judged-cell.tsx';
import type { OneSided } from './one-sided.ts';
import { RowHeader } from './row-header.tsx';

const LABELS: Record<JudgedMetric, string> = {
  p50: 'p50',
  p95: 'p95',
  p99: 'p99',
  failedRate: 'Failed',
  requestsPerSecond: 'Per second',
};

/** Every request of both runs with the answer to each figure, the gravest first; all requests together last. */
export function JudgedTable({
  judged,
  oneSided,
  margins,
}: {
  judged: JudgedRuns;
  oneSided: readonly OneSided[];
  margins: Margins;
}) {
  const scenarios = new Set(judged.requests.map(({ scenario }) => scenario)).size;
  const place = ({ scenario, group }: Pick<JudgedRequest, 'scenario' | 'group'>) => [
    scenarios > 1 ? scenario : '',
    group,
  ];
  return (
    <Card>
      <CardHeader
        title="Requests"
        hint={`Response times, baseline → candidate, with the interval in which the difference lies, for all figures at once. Equivalent: all of it ${marginWords(margins)}. By impact.`}
      />
      <Table label="Requests of both runs">
        <TableHead>
          <tr>
            <TableHeader>Request</TableHeader>
            {JUDGED_METRICS.map((metric) => (
              <TableHeader key={metric} numeric>
                {LABELS[metric]}
              </TableHeader>
            ))}
          </tr>
        </TableHead>
        <TableBody>
          {byImpact(judged.requests).map((request) => (
            <TableRow key={seriesKey(request)}>
              <RowHeader name={request.name} where={place(request)} />
              <Cells request={request} />
            </TableRow>
          ))}
          {oneSided.map((request) => (
            <TableRow key={`${request.side} ${seriesKey(request)}`}>
              <RowHeader name={request.name} where={place(request)} />
              <TableCell colSpan={JUDGED_METRICS.length} className="text-muted">
                Only the {request.side} made this request.
              </TableCell>
            </TableRow>
          ))}
          <TableRow className="border-t-2 bg-surface-2/50">
            <RowHeader name="All requests" where={[]} />
            <Cells request={judged.total} />
          </TableRow>
        </TableBody>
      </Table>
    </Card>
  );
}

function Cells({ request }: { request: JudgedRequest }) {
  return JUDGED_METRICS.map((metric) => <JudgedCell key={metric} judged={request.judged[metric]} />);
}
