import type { BrushedStretch } from '@/components/charts/brush.tsx';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Figure } from '@/components/ui/figure.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { formatBytes, formatSpan, threeDigits } from '@/lib/format/format.ts';
import { LIMITS } from '@/lib/run/generator-limits.ts';
import type { RunPoint, WorkerPoint } from '@/lib/run/view.ts';
import { mergedWorkers, workerFigures } from './worker-figures.ts';

/**
 * How every load worker fared, also in a stretch; nothing before there was one. `points` are the seconds that are at hand; where
 * the stretch has others, its workers are `merged`.
 */
export function WorkerTable({
  points,
  stretch,
  merged,
}: {
  points: readonly RunPoint[];
  stretch: BrushedStretch | null;
  merged: readonly WorkerPoint[];
}) {
  const own = stretch ? points.filter(({ second }) => second >= stretch.from && second < stretch.to) : points;
  const isAtHand = !stretch || own.length === stretch.to - stretch.from;
  const workers = isAtHand ? workerFigures(own) : mergedWorkers(merged);
  if (workers.length === 0) return null;
  const isAll = points[0]?.second === 0;
  const scope = stretch ? 'this stretch' : isAll ? 'the whole run' : `the last ${formatSpan(points.length)}`;
  return (
    <Card>
      <CardHeader
        title="Load workers"
        hint={`Each has one thread for all its users; over ${scope}, the busiest first.`}
      />
      <Table label="Load workers">
        <TableHead>
          <tr>
            <TableHeader>Worker</TableHeader>
            <TableHeader numeric>Cores, mean</TableHeader>
            <TableHeader numeric>Most</TableHeader>
            <TableHeader numeric>Worst delay</TableHeader>
            <TableHeader numeric className="max-sm:hidden" title="Of garbage collection">
              Longest pause
            </TableHeader>
            <TableHeader numeric className="max-sm:hidden">
              Sockets
            </TableHeader>
            <TableHeader numeric className="max-sm:hidden">
              Memory
            </TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {workers.map(({ worker, meanCores, mostCores, worstDelayMs, worstPauseMs, sockets, rssBytes }) => (
            <TableRow key={worker}>
              <TableCell>{worker + 1}</TableCell>
              <TableCell numeric>{threeDigits(meanCores)}</TableCell>
              <TableCell
                numeric
                className={
                  mostCores !== null && mostCores >= LIMITS.busyCores ? 'font-medium text-invalid' : undefined
                }
              >
                {mostCores === null ? '–' : threeDigits(mostCores)}
              </TableCell>
              <TableCell numeric>
                <Figure kind="ms" value={worstDelayMs} />
              </TableCell>
              <TableCell numeric className="max-sm:hidden">
                <Figure kind="ms" value={worstPauseMs} />
              </TableCell>
              <TableCell numeric className="max-sm:hidden">
                <Figure kind="count" value={sockets} />
              </TableCell>
              <TableCell numeric className="max-sm:hidden">
                {formatBytes(rssBytes)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
