'use client';

import { useState } from 'react';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { Select } from '@/components/ui/select.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { marginWords } from '@/lib/judge/answer-words.ts';
import type { JudgedRuns, Margins } from '@/lib/judge/answers.ts';
import type { JudgedMetric } from '@/lib/judge/estimate.ts';
import { JudgedCell } from './judged-cell.tsx';
import { LookLine } from './look-line.tsx';
import { type ManySort, manyRows } from './many-rows.ts';
import { RowHeader } from './row-header.tsx';
import type { RunLook } from './run-looks.ts';

const METRICS = [
  { value: 'p50', label: 'p50' },
  { value: 'p95', label: 'p95' },
  { value: 'p99', label: 'p99' },
  { value: 'failedRate', label: 'Failed' },
  { value: 'requestsPerSecond', label: 'Per second' },
] as const satisfies { value: JudgedMetric; label: string }[];

/** Every request, with a column for each run that is measured by the baseline. */
export function ManyTable({
  judged,
  looks,
  margins,
}: {
  judged: readonly JudgedRuns[];
  /** Of the candidates. */
  looks: readonly RunLook[];
  margins: Margins;
}) {
  const [metric, setMetric] = useState<JudgedMetric>('p95');
  const [sort, setSort] = useState<string>('impact');
  const order: ManySort = sort === 'impact' || sort === 'name' ? sort : Number(sort);
  const rows = manyRows(judged, metric, order);
  const hasScenarios = new Set(rows.map(({ request }) => request.scenario)).size > 1;
  return (
    <Card>
      <CardHeader
        title="Requests"
        hint={`Baseline → each run, with the interval in which the difference lies, for all figures of that run at once. Equivalent: all of it ${marginWords(margins)}.`}
      />
      <div className="flex flex-wrap items-center gap-2 px-4 pb-3">
        <Segmented
          label="Figure"
          value={metric}
          onValueChange={(next) => setMetric(next)}
          choices={METRICS}
        />
        <Select
          aria-label="Sort the requests"
          className="w-56"
          value={sort}
          onValueChange={setSort}
          choices={[
            { value: 'impact', label: 'By impact' },
            { value: 'name', label: 'By name' },
            ...looks.map(({ label }, at) => ({ value: String(at), label: `By change in ${label}` })),
          ]}
        />
      </div>
      <Table label="Requests of all runs">
        <TableHead>
          <tr>
            <TableHeader>Request</TableHeader>
            {looks.map((look) => (
              <TableHeader key={look.id} numeric>
                <span className="inline-flex items-center gap-1.5">
                  <LookLine look={look} />
                  {look.label}
                </span>
              </TableHeader>
            ))}
          </tr>
        </TableHead>
        <TableBody>
          {rows.map(({ key, request, cells }) => (
            <TableRow key={key}>
              <RowHeader name={request.name} where={[hasScenarios ? request.scenario : '', request.group]} />
              {cells.map((cell, at) =>
                cell ? (
                  <JudgedCell key={looks[at]?.id} judged={cell} />
                ) : (
                  <TableCell key={looks[at]?.id} numeric className="align-top text-muted text-xs">
                    not made
                  </TableCell>
                ),
              )}
            </TableRow>
          ))}
          <TableRow className="border-t-2 bg-surface-2/50">
            <RowHeader name="All requests" where={[]} />
            {judged.map(({ total }, at) => (
              <JudgedCell key={looks[at]?.id} judged={total.judged[metric]} />
            ))}
          </TableRow>
        </TableBody>
      </Table>
    </Card>
  );
}
