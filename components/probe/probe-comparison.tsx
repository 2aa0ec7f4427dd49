'use client';

import { useMemo, useState } from 'react';
import { useRunProbes } from '@/components/api/probes.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { formatChange } from '@/lib/format/format.ts';
import { comparedProbes } from './compared-probes.ts';
import { UNIT_WORDS } from './unit-words.ts';

type Run = { id: string; elapsedSeconds: number };

const whole = ({ elapsedSeconds }: Run) =>
  elapsedSeconds > 0 ? [{ from: 0, to: elapsedSeconds, width: 1 }] : [];

const FEW = 12;

/** What probes of the same name saw in both runs. Nothing when they have none in common. */
export function ProbeComparison({ baseline, candidate }: { baseline: Run; candidate: Run }) {
  const before = useRunProbes(baseline.id, whole(baseline));
  const after = useRunProbes(candidate.id, whole(candidate));
  const rows = useMemo(() => (before && after ? comparedProbes(before, after) : []), [before, after]);
  const [showsAll, showAll] = useState(false);
  if (rows.length === 0) return null;
  const shown = showsAll ? rows : rows.slice(0, FEW);
  return (
    <Card>
      <CardHeader
        title="What probes saw"
        hint="Means over each run, the greatest shift first. Whether more is better depends on what it is, so they are not judged."
      />
      <Table label="What probes saw in both runs">
        <TableHead>
          <TableRow>
            <TableHeader>Observed</TableHeader>
            <TableHeader numeric>Baseline</TableHeader>
            <TableHeader numeric>Candidate</TableHeader>
            <TableHeader numeric>Change</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {shown.map(({ probe, series, baseline: was, candidate: is }) => (
            <TableRow key={`${probe} ${series.key}`}>
              <TableCell className="break-words">
                <span className="text-muted">
                  {probe} · {series.chart}:
                </span>{' '}
                {series.label}
              </TableCell>
              <TableCell numeric>{UNIT_WORDS[series.unit].format(was)}</TableCell>
              <TableCell numeric className="font-medium">
                {UNIT_WORDS[series.unit].format(is)}
              </TableCell>
              <TableCell numeric className="text-muted">
                {was === 0 ? '' : formatChange((is - was) / Math.abs(was))}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {rows.length > FEW ? (
        <div className="px-4 py-2">
          <Button size="sm" variant="ghost" onClick={() => showAll(!showsAll)}>
            {showsAll ? 'Show fewer' : `Show all ${rows.length}`}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
