import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Figure } from '@/components/ui/figure.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import type { RemoteFigures } from '@/lib/run/summary.ts';

/** How the load was spread over the addresses behind each name; nothing where plans name addresses themselves. */
export function RemoteList({ remotes }: { remotes: readonly RemoteFigures[] }) {
  const named = remotes.filter(({ host, address }) => host !== address);
  if (named.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Addresses" hint="Which machines the names stood for, and how the load was spread." />
      <Table label="Addresses">
        <TableHead>
          <tr>
            <TableHeader>Host</TableHeader>
            <TableHeader>Address</TableHeader>
            <TableHeader numeric className="max-sm:hidden">
              Connections
            </TableHeader>
            <TableHeader numeric className="max-sm:hidden">
              Not reached
            </TableHeader>
            <TableHeader numeric>Requests</TableHeader>
            <TableHeader numeric>Share</TableHeader>
            <TableHeader numeric>Failed</TableHeader>
            <TableHeader numeric className="max-sm:hidden">
              Service p50
            </TableHeader>
            <TableHeader numeric className="max-sm:hidden">
              Service p95
            </TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {named.map((remote) => (
            <Row key={`${remote.host} ${remote.address}`} remote={remote} />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function Row({ remote }: { remote: RemoteFigures }) {
  const { host, address, connections, unreached, count, failed, share, serviceTimeMs } = remote;
  return (
    <TableRow>
      <TableCell className="break-words">{host}</TableCell>
      <TableCell className="font-mono text-sm">{address}</TableCell>
      <TableCell numeric className="max-sm:hidden">
        <Figure kind="count" value={connections} />
      </TableCell>
      <TableCell numeric className="max-sm:hidden">
        <Figure
          kind="count"
          value={unreached}
          className={unreached > 0 ? 'font-medium text-fail' : undefined}
        />
      </TableCell>
      <TableCell numeric>
        <Figure kind="count" value={count} />
      </TableCell>
      <TableCell numeric>
        <Figure kind="percent" value={share} />
      </TableCell>
      <TableCell numeric>
        <Figure
          kind="percent"
          value={count === 0 ? null : failed / count}
          className={failed > 0 ? 'font-medium text-fail' : undefined}
        />
      </TableCell>
      <TableCell numeric className="max-sm:hidden">
        <Figure kind="ms" value={serviceTimeMs?.p50 ?? null} />
      </TableCell>
      <TableCell numeric className="max-sm:hidden">
        <Figure kind="ms" value={serviceTimeMs?.p95 ?? null} />
      </TableCell>
    </TableRow>
  );
}
