'use client';

import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { formatDurationClock } from '@/lib/format/format.ts';
import type { Drawable } from './drawable.ts';
import { cornersOf, LOAD_UNITS, loadCurve } from './load-points.ts';
import { plain } from './load-words.ts';

/** The corners of the load curves as a table, for those who cannot see the picture. */
export function LoadTable({ scenarios }: { scenarios: readonly Drawable[] }) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button size="sm" variant="ghost" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Hide the table' : 'As a table'}
      </Button>
      {open ? <Corners scenarios={scenarios} /> : null}
    </div>
  );
}

function Corners({ scenarios }: { scenarios: readonly Drawable[] }) {
  const curves = useMemo(
    () =>
      [loadCurve('users', scenarios), loadCurve('rate', scenarios)].filter((curve) => curve !== undefined),
    [scenarios],
  );
  return curves.map((curve) => (
    <Table key={curve.kind} label={`Planned ${LOAD_UNITS[curve.kind]}`}>
      <TableHead>
        <TableRow>
          <TableHeader>Time</TableHeader>
          {curve.scenarios.map(({ id, name }) => (
            <TableHeader key={id} numeric>
              {name}
            </TableHeader>
          ))}
          <TableHeader numeric>Together, {LOAD_UNITS[curve.kind]}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {cornersOf(curve).map(({ at, values, total }) => (
          <TableRow key={at}>
            <TableCell className="tabular-nums">{formatDurationClock(at)}</TableCell>
            {curve.scenarios.map(({ id }, index) => (
              <TableCell key={id} numeric>
                {plain(values[index] ?? 0)}
              </TableCell>
            ))}
            <TableCell numeric>{plain(total)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  ));
}
