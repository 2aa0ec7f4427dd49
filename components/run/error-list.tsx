import { Badge } from '@/components/ui/badge.tsx';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { formatDurationClock } from '@/lib/format/format.ts';
import type { RunError } from '@/lib/run/view.ts';

/** The last failures as they were seen, the latest first. */
export function ErrorList({ errors, failed }: { errors: readonly RunError[]; failed: number }) {
  return (
    <Card>
      <CardHeader title="Last errors" hint="The latest first; of each second the first few are kept." />
      {errors.length === 0 ? (
        <p className="px-4 pb-4 text-muted text-sm">
          {failed === 0
            ? 'Nothing has failed.'
            : 'No sample of the failures was kept; the table above counts them by kind.'}
        </p>
      ) : (
        <div className="max-h-112 overflow-y-auto">
          <Table label="Last errors">
            <TableHead>
              <tr>
                <TableHeader>At</TableHeader>
                <TableHeader>Kind</TableHeader>
                <TableHeader>What happened</TableHeader>
              </tr>
            </TableHead>
            <TableBody>
              {errors.map((error, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: samples have no identity and are replaced as a whole
                <TableRow key={index}>
                  <TableCell
                    className="whitespace-nowrap tabular-nums"
                    title={`${error.atMs} ms after the start`}
                  >
                    {formatDurationClock(error.atMs / 1000)}
                  </TableCell>
                  <TableCell>
                    <Badge tone={error.kind === 'check' ? 'warn' : 'fail'}>
                      {error.status ?? error.kind}
                    </Badge>
                  </TableCell>
                  <TableCell className="wrap-anywhere">
                    {error.request ? <div>{error.request}</div> : null}
                    <div className="font-mono text-muted text-xs">{error.message}</div>
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
    </Card>
  );
}
