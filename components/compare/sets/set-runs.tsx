import Link from 'next/link';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Figure } from '@/components/ui/figure.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { VerdictBadge } from '@/components/ui/verdict-badge.tsx';
import type { RunSet } from '@/lib/api/run-sets.ts';
import { releaseName } from '../run-looks.ts';

/** The runs of a set in their order, each with how it stands. */
export function SetRuns({ set: { kind, runs } }: { set: RunSet }) {
  return (
    <Card>
      <CardHeader
        title="Runs"
        hint={
          kind === 'ab'
            ? 'One after the other, each pair A and B beside each other, with the same schedule and the same random choices.'
            : 'One after the other, with the same schedule and the same random choices.'
        }
      />
      <Table label="Runs of the set">
        <TableHead>
          <tr>
            <TableHeader>Run</TableHeader>
            <TableHeader>Release</TableHeader>
            <TableHeader className="max-sm:hidden">Environment</TableHeader>
            <TableHeader numeric>p95</TableHeader>
            <TableHeader numeric>Failed</TableHeader>
            <TableHeader>State</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {runs.map(({ position, side, run }) => (
            <TableRow key={run.id}>
              <TableCell>
                <Link href={`/runs/${run.id}`} className="whitespace-nowrap font-medium hover:underline">
                  {position}
                  {kind === 'ab' ? ` · ${side}` : ''}
                </Link>
              </TableCell>
              <TableCell>{releaseName(run)}</TableCell>
              <TableCell className="max-sm:hidden">{run.environment.name}</TableCell>
              <TableCell numeric>
                {run.figures?.requests ? <Figure kind="ms" value={run.figures.p95} /> : '–'}
              </TableCell>
              <TableCell numeric>
                {run.figures?.requests ? <Figure kind="percent" value={run.figures.failedRate} /> : '–'}
              </TableCell>
              <TableCell>
                <VerdictBadge verdict={run.verdict} status={run.status} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
