import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Figure } from '@/components/ui/figure.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { seriesKey } from '@/lib/run/series.ts';
import type { LatencyFigures, StreamFigures } from '@/lib/run/summary.ts';
import { OutcomeTags } from './outcome-tags.tsx';

const PERCENTILES = ['p50', 'p95', 'p99'] as const;

const KINDS: Record<StreamFigures['stream'], string> = { websocket: 'WebSocket', sse: 'Server-sent events' };

/** Figures of every kind of session of the plan; nothing when it opens none. */
export function StreamTable({ streams }: { streams: readonly StreamFigures[] }) {
  if (streams.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title="Sessions"
        hint="First message: from the start of the handshake. Round trip: from a message sent to the one expected. A session is counted when it ends."
      />
      <Table label="Sessions">
        <TableHead>
          <tr>
            <TableHeader>Session</TableHeader>
            <TableHeader numeric>Ended</TableHeader>
            <TableHeader numeric>Failed</TableHeader>
            <TableHeader numeric>Sent</TableHeader>
            <TableHeader numeric>Received</TableHeader>
            <TableHeader numeric className="max-sm:hidden">
              Length p50
            </TableHeader>
            {PERCENTILES.map((percentile) => (
              <TableHeader key={percentile} numeric>
                First message {percentile}
              </TableHeader>
            ))}
            {PERCENTILES.map((percentile) => (
              <TableHeader key={percentile} numeric>
                Round trip {percentile}
              </TableHeader>
            ))}
            <TableHeader>Answers</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {streams.map((stream) => (
            <Row key={seriesKey(stream)} stream={stream} />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function Row({ stream }: { stream: StreamFigures }) {
  const { count, failed } = stream;
  const where = [KINDS[stream.stream], stream.scenario, stream.group].filter(Boolean).join(' · ');
  return (
    <TableRow>
      <th scope="row" className="min-w-40 max-w-80 py-1.5 pr-3 pl-4 text-left font-normal">
        <div className="break-words font-medium">{stream.name}</div>
        <div className="break-words text-muted text-xs">{where}</div>
      </th>
      <TableCell numeric>
        <Figure kind="count" value={count} />
      </TableCell>
      <TableCell numeric>
        <Figure
          kind="percent"
          value={count === 0 ? null : failed / count}
          className={failed > 0 ? 'font-medium text-fail' : undefined}
        />
      </TableCell>
      <TableCell numeric>
        <Figure kind="count" value={stream.messagesSent} />
      </TableCell>
      <TableCell numeric>
        <Figure kind="count" value={stream.messagesReceived} />
      </TableCell>
      <TableCell numeric className="max-sm:hidden">
        <Figure kind="ms" value={measured(stream.sessionMs, 'p50')} />
      </TableCell>
      {PERCENTILES.map((percentile) => (
        <TableCell key={percentile} numeric>
          <Figure kind="ms" value={measured(stream.firstMessageMs, percentile)} />
        </TableCell>
      ))}
      {PERCENTILES.map((percentile) => (
        <TableCell key={percentile} numeric>
          <Figure kind="ms" value={measured(stream.roundTripMs, percentile)} />
        </TableCell>
      ))}
      <TableCell className="min-w-52">
        <OutcomeTags request={stream} />
      </TableCell>
    </TableRow>
  );
}

/** All figures are zero when nothing was measured. */
const measured = (figures: LatencyFigures, percentile: (typeof PERCENTILES)[number]): number | null =>
  figures.max === 0 ? null : figures[percentile];
