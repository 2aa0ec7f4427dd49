'use client';

import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Figure } from '@/components/ui/figure.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { seriesKey } from '@/lib/run/series.ts';
import { PHASE_WORDS } from '@/lib/run/setup-words.ts';
import type { RequestFigures } from '@/lib/run/summary.ts';
import { OutcomeTags } from './outcome-tags.tsx';

/** What setup and teardown sent beside the load; nothing when there was none. */
export function SetupList({ requests }: { requests: readonly RequestFigures[] }) {
  if (requests.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title="Setup and teardown"
        hint="Sent beside the load: in none of the figures, thresholds and charts above."
      />
      <Table label="Requests of setup and teardown">
        <TableHead>
          <tr>
            <TableHeader>Request</TableHeader>
            <TableHeader numeric>Requests</TableHeader>
            <TableHeader numeric>p95</TableHeader>
            <TableHeader numeric>max</TableHeader>
            <TableHeader>Answers</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {requests.map((request) => (
            <TableRow key={seriesKey(request)}>
              <th scope="row" className="min-w-40 max-w-80 py-1.5 pr-3 pl-4 text-left font-normal">
                <div className="break-words font-medium">{request.name}</div>
                <div className="break-words text-muted text-xs">
                  {[request.phase ? PHASE_WORDS[request.phase] : '', request.scenario, request.group]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
              </th>
              <TableCell numeric>
                <Figure kind="count" value={request.count} />
              </TableCell>
              <TableCell numeric>
                <Figure kind="ms" value={request.count === 0 ? null : request.serviceTimeMs.p95} />
              </TableCell>
              <TableCell numeric>
                <Figure kind="ms" value={request.count === 0 ? null : request.serviceTimeMs.max} />
              </TableCell>
              <TableCell className="min-w-52">
                <OutcomeTags request={request} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
