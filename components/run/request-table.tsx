'use client';

import { useState } from 'react';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Figure } from '@/components/ui/figure.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { seriesKey } from '@/lib/run/series.ts';
import type { RequestFigures } from '@/lib/run/summary.ts';
import { OutcomeTags } from './outcome-tags.tsx';
import { type Column, columnsFor, type Sorting, sortRequests, type Times } from './request-columns.ts';
import { SortHeader } from './sort-header.tsx';
import { Sparkline } from './sparkline.tsx';

const CHOICES: readonly { value: Times; label: string; meaning: string }[] = [
  {
    value: 'responseTimeMs',
    label: 'Response',
    meaning: 'From the intended start to the last byte: what a user feels.',
  },
  {
    value: 'serviceTimeMs',
    label: 'Service',
    meaning: 'From the actual start to the last byte: what the target needs.',
  },
  {
    value: 'sendDelayMs',
    label: 'Send delay',
    meaning: 'From the intended to the actual start: how late the request was sent.',
  },
  { value: 'phasesMs', label: 'Phases', meaning: 'Where the time goes, means over all requests.' },
  { value: 'bytes', label: 'Bytes', meaning: 'How much came and went, on the wire.' },
];

type Trend = RequestFigures['trend'];

/** Figures of every request of the plan, what hurts most first; each column sorts. */
export function RequestTable({
  requests,
  course,
  seconds,
}: {
  requests: readonly RequestFigures[];
  /** Of the whole run, with the course of every request. */
  course: readonly RequestFigures[];
  /** Length of the run. */
  seconds: number;
}) {
  const [times, setTimes] = useState<Times>('responseTimeMs');
  const [sorting, setSorting] = useState<Sorting>({ column: 'hurt', descending: true });
  const columns = columnsFor(times);
  const sorted = sortRequests(requests, columns, sorting);
  const trends = new Map(course.map((one) => [seriesKey(one), one.trend]));
  const scenarios = new Set(requests.map(({ scenario }) => scenario)).size;
  return (
    <Card>
      <CardHeader
        title="Requests"
        hint={`${CHOICES.find(({ value }) => value === times)?.meaning} ${sorting.column === 'hurt' ? 'What hurts most comes first: by share of failures, then by p95.' : ''}`}
        actions={
          <Segmented
            label="Times and bytes"
            value={times}
            onValueChange={setTimes}
            choices={CHOICES}
            className="max-w-full overflow-x-auto"
          />
        }
      />
      <Table label="Requests">
        <TableHead>
          <tr>
            <SortHeader
              id="name"
              label="Request"
              sorting={sorting}
              onSort={setSorting}
              firstDescending={false}
            />
            {columns.map((column) => (
              <SortHeader
                key={column.id}
                {...column}
                numeric
                sorting={sorting}
                onSort={setSorting}
                firstDescending
              />
            ))}
            <TableHeader className="max-md:hidden" title="Requests, from the start of the run on">
              Course
            </TableHeader>
            <TableHeader>Answers</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {sorted.map((request) => (
            <Row
              key={seriesKey(request)}
              request={request}
              columns={columns}
              withScenario={scenarios > 1}
              trend={trends.get(seriesKey(request))}
              seconds={seconds}
            />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function Row({
  request,
  columns,
  withScenario,
  trend,
  seconds,
}: {
  request: RequestFigures;
  columns: readonly Column[];
  withScenario: boolean;
  trend: Trend;
  seconds: number;
}) {
  const where = [withScenario ? request.scenario : '', request.group].filter(Boolean).join(' · ');
  return (
    <TableRow>
      <th scope="row" className="min-w-40 max-w-80 py-1.5 pr-3 pl-4 text-left font-normal">
        <div className="break-words font-medium">{request.name}</div>
        {where ? <div className="break-words text-muted text-xs">{where}</div> : null}
        <div className="text-muted text-xs sm:hidden">
          <Figure kind="count" value={request.count} />,{' '}
          <Figure kind="rate" value={request.requestsPerSecond} />
        </div>
      </th>
      {columns.map(({ id, kind, read, isSecondary }) => (
        <TableCell key={id} numeric className={isSecondary ? 'max-sm:hidden' : undefined}>
          <Figure
            kind={kind}
            value={read(request)}
            className={id === 'failed' && request.failed > 0 ? 'font-medium text-fail' : undefined}
          />
        </TableCell>
      ))}
      <TableCell className="max-md:hidden">
        {trend ? <Sparkline {...trend} seconds={seconds} tone="text-rps" /> : null}
      </TableCell>
      <TableCell className="min-w-52">
        <OutcomeTags request={request} />
      </TableCell>
    </TableRow>
  );
}
