import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Figure } from '@/components/ui/figure.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { meanReceived } from '@/lib/run/mean-received.ts';
import { seriesKey } from '@/lib/run/series.ts';
import type { RequestFigures, ScenarioFigures } from '@/lib/run/summary.ts';

const QUANTILES = ['p50', 'p95', 'p99'] as const;

const failing = (one: Pick<RequestFigures, 'count' | 'failed'> | null) =>
  !one || one.count === 0 ? 0 : one.failed / one.count;

/** What hurts most first, as in the table of requests. */
const byHurt = (a: RequestFigures | null, b: RequestFigures | null) =>
  failing(b) - failing(a) || (b?.responseTimeMs.p95 ?? 0) - (a?.responseTimeMs.p95 ?? 0);

/** Every scenario, when there are several: its iterations, and its requests together. */
export function ScenarioTable({ scenarios }: { scenarios: readonly ScenarioFigures[] }) {
  if (scenarios.length < 2) return null;
  return (
    <Card>
      <CardHeader
        title="Scenarios"
        hint="Iterations, and all requests of a scenario together; percentiles are of the merged histograms."
      />
      <Table label="Scenarios">
        <TableHead>
          <tr>
            <TableHeader>Scenario</TableHeader>
            <TableHeader numeric>Iterations</TableHeader>
            <TableHeader numeric className="max-md:hidden" title="Of completed ones">
              Length p95
            </TableHeader>
            <TableHeader numeric className="max-md:hidden" title="Failed, interrupted or dropped">
              Not completed
            </TableHeader>
            <RequestHeads />
          </tr>
        </TableHead>
        <TableBody>
          {scenarios
            .toSorted((a, b) => byHurt(a.requests, b.requests))
            .map(({ scenario, iterations, iterationMs, interrupted, failed, dropped, requests }) => (
              <TableRow key={scenario}>
                <TableCell className="break-words font-medium">{scenario}</TableCell>
                <TableCell numeric>
                  <Figure kind="count" value={iterations} />
                </TableCell>
                <TableCell numeric className="max-md:hidden">
                  <Figure kind="ms" value={iterations === 0 ? null : iterationMs.p95} />
                </TableCell>
                <TableCell numeric className="max-md:hidden">
                  <Figure kind="count" value={failed + interrupted + dropped} />
                </TableCell>
                <RequestCells request={requests} />
              </TableRow>
            ))}
        </TableBody>
      </Table>
    </Card>
  );
}

/** Every group of steps, when there are any. */
export function GroupTable({ groups }: { groups: readonly RequestFigures[] }) {
  if (groups.length === 0) return null;
  const isAlone = new Set(groups.map(({ scenario }) => scenario)).size === 1;
  return (
    <Card>
      <CardHeader
        title="Groups"
        hint="All requests of a group together; percentiles are of the merged histograms."
      />
      <Table label="Groups">
        <TableHead>
          <tr>
            <TableHeader>Group</TableHeader>
            <RequestHeads />
          </tr>
        </TableHead>
        <TableBody>
          {groups.toSorted(byHurt).map((group) => (
            <TableRow key={seriesKey(group)}>
              <TableCell className="break-words">
                <div className="font-medium">{group.group}</div>
                {isAlone ? null : <div className="text-muted text-xs">{group.scenario}</div>}
              </TableCell>
              <RequestCells request={group} />
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function RequestHeads() {
  return (
    <>
      <TableHeader numeric>Requests</TableHeader>
      <TableHeader numeric className="max-sm:hidden">
        Per second
      </TableHeader>
      <TableHeader numeric>Failed</TableHeader>
      {QUANTILES.map((quantile) => (
        <TableHeader
          key={quantile}
          numeric
          className={quantile === 'p95' ? undefined : 'max-sm:hidden'}
          title="Response time"
        >
          {quantile}
        </TableHeader>
      ))}
      <TableHeader numeric className="max-md:hidden" title="Bytes of one answer on the wire, the mean">
        Received
      </TableHeader>
    </>
  );
}

function RequestCells({ request }: { request: RequestFigures | null }) {
  return (
    <>
      <TableCell numeric>
        <Figure kind="count" value={request?.count ?? 0} />
      </TableCell>
      <TableCell numeric className="max-sm:hidden">
        <Figure kind="rate" value={request?.requestsPerSecond ?? 0} />
      </TableCell>
      <TableCell numeric>
        <Figure
          kind="percent"
          value={request && request.count > 0 ? request.failed / request.count : null}
          className={request && request.failed > 0 ? 'font-medium text-fail' : undefined}
        />
      </TableCell>
      {QUANTILES.map((quantile) => (
        <TableCell key={quantile} numeric className={quantile === 'p95' ? undefined : 'max-sm:hidden'}>
          <Figure kind="ms" value={request && request.count > 0 ? request.responseTimeMs[quantile] : null} />
        </TableCell>
      ))}
      <TableCell numeric className="max-md:hidden">
        <Figure kind="bytes" value={request && meanReceived(request)} />
      </TableCell>
    </>
  );
}
