import Link from 'next/link';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Figure } from '@/components/ui/figure.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { VerdictBadge } from '@/components/ui/verdict-badge.tsx';
import type { LaunchDetail } from '@/lib/api/launches.ts';
import { intervalInWords, loadWithUnit } from '@/lib/capacity/words.ts';
import { PART_NAMES } from '@/lib/launch/report.ts';

/** Every level with its figures, beside those of the rehearsal before. */
export function LevelTable({ launch, before }: { launch: LaunchDetail; before: LaunchDetail['before'] }) {
  const { levels, unit, capacity } = launch;
  const capacityText = (of: LaunchDetail['capacity']) =>
    of?.answer ? intervalInWords(of.answer, of.unit) : '–';
  return (
    <Card>
      <CardHeader title="Every level" hint="Each is a run of its own, with all its charts." />
      <Table label="Levels of the rehearsal">
        <TableHead>
          <tr>
            <TableHeader>Level</TableHeader>
            <TableHeader>Load</TableHeader>
            <TableHeader>Verdict</TableHeader>
            <TableHeader numeric>Requests</TableHeader>
            <TableHeader numeric>p50</TableHeader>
            <TableHeader numeric>p95</TableHeader>
            <TableHeader numeric>p99</TableHeader>
            <TableHeader numeric>Failed</TableHeader>
            {before ? <TableHeader numeric>p95 before</TableHeader> : null}
          </tr>
        </TableHead>
        <TableBody>
          {levels.map(({ part, load, run }) => {
            const isSearch = part === 'capacity';
            // A search has many levels; its own page tells them.
            const figures = isSearch ? null : run.figures;
            const other = before?.levels.find((one) => one.part === part)?.run.figures;
            return (
              <TableRow key={part}>
                <TableCell>
                  <Link
                    href={isSearch ? `/capacity/${run.id}` : `/runs/${run.id}`}
                    className="font-medium text-accent hover:underline"
                  >
                    {PART_NAMES[part]}
                  </Link>
                </TableCell>
                <TableCell className="whitespace-nowrap tabular-nums">
                  {load === null ? capacityText(capacity) : loadWithUnit(load, unit)}
                </TableCell>
                <TableCell>
                  <VerdictBadge verdict={run.verdict} status={run.status} />
                </TableCell>
                <TableCell numeric>
                  <Figure kind="rate" value={figures?.requestsPerSecond} />
                </TableCell>
                <TableCell numeric>
                  <Figure kind="ms" value={figures?.p50} />
                </TableCell>
                <TableCell numeric>
                  <Figure kind="ms" value={figures?.p95} />
                </TableCell>
                <TableCell numeric>
                  <Figure kind="ms" value={figures?.p99} />
                </TableCell>
                <TableCell numeric>
                  <Figure kind="percent" value={figures?.failedRate} />
                </TableCell>
                {before ? (
                  <TableCell numeric className="text-muted">
                    {isSearch ? capacityText(before.capacity) : <Figure kind="ms" value={other?.p95} />}
                  </TableCell>
                ) : null}
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </Card>
  );
}
