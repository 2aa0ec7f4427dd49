'use client';

import { GitCompareArrows } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { compareAddressOf } from '@/components/compare/compare-address.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Table, TableBody, TableHead, TableHeader } from '@/components/ui/table.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';
import { DeleteRun } from './delete-run.tsx';
import { RunsRow } from './runs-row.tsx';

/** Ended runs with their figures. Two can be chosen to be compared; a third takes the place of the first. */
export function RunsTable({ runs }: { runs: readonly RunListItem[] }) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [deleting, setDeleting] = useState<RunListItem | null>(null);
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id].slice(-2));
  const [one, other] = chosen.flatMap((id) => runs.find((run) => run.id === id) ?? []);
  return (
    <>
      <Card>
        <Table label="Runs">
          <TableHead>
            <tr>
              <TableHeader className="w-8">
                <span className="sr-only">Choose</span>
              </TableHeader>
              <TableHeader>Run</TableHeader>
              <TableHeader className="max-sm:hidden">Verdict</TableHeader>
              <TableHeader className="max-lg:hidden">Environment</TableHeader>
              <TableHeader className="max-md:hidden" numeric>
                p95
              </TableHeader>
              <TableHeader className="max-md:hidden" numeric>
                Failed
              </TableHeader>
              <TableHeader className="max-md:hidden" numeric>
                Per second
              </TableHeader>
              <TableHeader className="max-lg:hidden" numeric>
                Requests
              </TableHeader>
              <TableHeader className="max-lg:hidden" numeric>
                Length
              </TableHeader>
              <TableHeader className="max-md:hidden">Started</TableHeader>
              <TableHeader className="w-8 max-sm:hidden">
                <span className="sr-only">Pin or delete</span>
              </TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {runs.map((run) => (
              <RunsRow
                key={run.id}
                run={run}
                isChosen={chosen.includes(run.id)}
                onChoose={() => toggle(run.id)}
                onDelete={() => setDeleting(run)}
              />
            ))}
          </TableBody>
        </Table>
      </Card>
      {one ? (
        <div
          role="status"
          className="sticky bottom-4 z-20 flex flex-wrap items-center gap-3 self-center rounded-lg border border-border bg-surface px-4 py-2.5 text-sm shadow-float max-sm:bottom-18"
        >
          {other ? 'Two runs chosen' : 'One run chosen, choose another'}
          <Button variant="ghost" size="sm" onClick={() => setChosen([])}>
            Clear
          </Button>
          {other ? (
            <Button variant="primary" size="sm" asChild>
              <Link href={compareAddressOf(one, other)}>
                <GitCompareArrows aria-hidden />
                Compare
              </Link>
            </Button>
          ) : null}
        </div>
      ) : null}
      {deleting ? <DeleteRun run={deleting} onClose={() => setDeleting(null)} /> : null}
    </>
  );
}
