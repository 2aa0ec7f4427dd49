import Link from 'next/link';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { TimeStamp } from '@/components/ui/time-stamp.tsx';
import type { CapacityItem } from '@/lib/api/capacity.ts';
import { changeSince } from '@/lib/capacity/trend-line.ts';
import { intervalInWords } from '@/lib/capacity/words.ts';

/** Searches, the newest first, each against the one before it of the same plan and environment. */
export function SearchTable({
  searches,
  isOfOne = false,
}: {
  searches: readonly CapacityItem[];
  isOfOne?: boolean;
}) {
  return (
    <Table label="Capacity searches">
      <TableHead>
        <tr>
          <TableHeader>Release</TableHeader>
          {isOfOne ? null : <TableHeader>Plan and environment</TableHeader>}
          <TableHeader>Capacity</TableHeader>
          <TableHeader>Against the one before</TableHeader>
          <TableHeader>Started</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {searches.map((search, at) => (
          <TableRow key={search.run.id}>
            <TableCell>
              <Link href={`/capacity/${search.run.id}`} className="font-medium text-accent hover:underline">
                {search.run.release || 'no release'}
              </Link>
            </TableCell>
            {isOfOne ? null : (
              <TableCell>
                {search.run.plan.name} <span className="text-muted">on {search.run.environment.name}</span>
              </TableCell>
            )}
            <TableCell className="whitespace-nowrap tabular-nums">
              {search.answer
                ? intervalInWords(search.answer, search.unit)
                : search.phase === 'over'
                  ? 'never started'
                  : 'searching…'}
            </TableCell>
            <TableCell className="text-muted text-xs">
              {changeSince(search, searches.slice(at + 1))?.words ?? '–'}
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted text-xs">
              <TimeStamp iso={search.run.startedAt ?? search.run.createdAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
