'use client';

import Link from 'next/link';
import { useId, useState } from 'react';
import { plotScales } from '@/components/charts/plot-scales.ts';
import { valueTicks } from '@/components/charts/ticks.ts';
import { ValueGrid } from '@/components/charts/value-grid.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { TimeStamp } from '@/components/ui/time-stamp.tsx';
import type { Trends } from '@/lib/api/trends.ts';
import { figureWords } from '@/lib/judge/answer-words.ts';
import type { JudgedMetric } from '@/lib/judge/estimate.ts';
import { releaseName } from '../run-looks.ts';

const HEIGHT = 190;
const INSETS = { left: 56, right: 16, top: 14, bottom: 30 };
/** A name of a release needs so much room. Pixels. */
const NAME = 56;

/** One metric over the releases: a point for each run, a step where it changed, the medians in between. */
export function TrendChart({
  title,
  metric,
  trends,
  width,
}: {
  title: string;
  metric: JudgedMetric;
  trends: Trends;
  /** Pixels, of the whole card. */
  width: number;
}) {
  const titleId = useId();
  const [pointed, setPointed] = useState<number | null>(null);
  const { runs, baselineId } = trends;
  const changes = trends.changes
    .filter((change) => change.metric === metric)
    .map((change) => ({ ...change, at: runs.findIndex(({ run }) => run.id === change.runId) }));
  const values = runs.map((run) => run.values[metric] ?? null);
  const ticks = valueTicks(Math.max(0, ...values.map((value) => value ?? 0)));
  // A single run stands in the middle.
  const span = runs.length < 2 ? ([-1, 1] as const) : ([0, runs.length - 1] as const);
  const plot = plotScales({ span, ticks, scale: 'linear', width: width - 2, height: HEIGHT, insets: INSETS });
  const { x: px, y: py } = plot;
  const wide = plot.right - plot.left;
  const every = Math.max(1, Math.ceil((runs.length * NAME) / wide));
  const shown = pointed === null ? undefined : runs[pointed];
  const levels = [
    ...changes.map(({ at, before }, index) => ({
      from: changes[index - 1]?.at ?? 0,
      to: at - 1,
      value: before,
    })),
    ...changes.slice(-1).map(({ at, after }) => ({ from: at, to: runs.length - 1, value: after })),
  ];
  return (
    <Card aria-labelledby={titleId}>
      <h2 id={titleId} className="px-4 pt-3 font-semibold text-sm">
        {title}
      </h2>
      <p className="min-h-5 px-4 pt-1 text-xs tabular-nums">
        {shown ? (
          <>
            <span className="font-medium">{figureWords(metric, shown.values[metric] ?? null)}</span>{' '}
            <span className="text-muted">
              {releaseName(shown.run)}, <TimeStamp iso={shown.run.startedAt ?? shown.run.createdAt} />
            </span>
          </>
        ) : (
          <span className="text-muted">
            {changes.length === 0
              ? 'No change found'
              : `Changed with ${changes.map(({ release }) => release || 'an unnamed release').join(', ')}`}
          </span>
        )}
      </p>
      <svg
        width={Math.max(0, width - 2)}
        height={HEIGHT}
        aria-hidden="true"
        onPointerMove={(event) => {
          const x = event.clientX - event.currentTarget.getBoundingClientRect().left - plot.left;
          const at = Math.round((x / wide) * (runs.length - 1));
          setPointed(Math.max(0, Math.min(runs.length - 1, at)));
        }}
        onPointerLeave={() => setPointed(null)}
      >
        <ValueGrid ticks={ticks} plot={plot} words={(tick) => figureWords(metric, tick)} />
        {runs.map(({ run }, at) =>
          at % every === 0 ? (
            <text
              key={run.id}
              x={px(at)}
              y={HEIGHT - 10}
              textAnchor="middle"
              fontSize={11}
              fill="var(--muted)"
            >
              {run.release.slice(0, 9) || '·'}
            </text>
          ) : null,
        )}
        {changes.map(({ at, runId }) => (
          <line
            key={runId}
            x1={(px(at - 1) + px(at)) / 2}
            x2={(px(at - 1) + px(at)) / 2}
            y1={plot.top}
            y2={plot.bottom}
            stroke="var(--warn)"
            strokeWidth="1.5"
            strokeDasharray="4 3"
          />
        ))}
        {levels.map(({ from, to, value }) => (
          <line
            key={from}
            x1={px(from)}
            x2={px(to)}
            y1={py(value)}
            y2={py(value)}
            stroke="var(--warn)"
            strokeWidth="2"
            strokeLinecap="round"
          />
        ))}
        <polyline
          points={values.flatMap((value, at) => (value === null ? [] : [`${px(at)},${py(value)}`])).join(' ')}
          fill="none"
          stroke="var(--accent)"
          strokeWidth="1.25"
          strokeOpacity="0.6"
        />
        {values.map((value, at) =>
          value === null ? null : (
            <circle
              key={runs[at]?.run.id}
              cx={px(at)}
              cy={py(value)}
              r={at === pointed ? 5 : 3}
              fill={runs[at]?.run.id === baselineId ? 'var(--surface)' : 'var(--accent)'}
              stroke="var(--accent)"
              strokeWidth={runs[at]?.run.id === baselineId ? 2.5 : 0}
            />
          ),
        )}
      </svg>
      <details className="px-4 pb-3 text-xs">
        <summary className="cursor-pointer text-muted">As a table</summary>
        <div className="max-h-52 overflow-auto">
          <Table label={`${title}, as a table`}>
            <TableHead>
              <tr>
                <TableHeader>Release</TableHeader>
                <TableHeader>Run</TableHeader>
                <TableHeader numeric>{title}</TableHeader>
              </tr>
            </TableHead>
            <TableBody>
              {runs.map(({ run }, at) => (
                <TableRow key={run.id}>
                  <TableCell>{releaseName(run)}</TableCell>
                  <TableCell>
                    <Link href={`/runs/${run.id}`} className="hover:underline">
                      <TimeStamp iso={run.startedAt ?? run.createdAt} />
                    </Link>
                  </TableCell>
                  <TableCell numeric>{figureWords(metric, values[at] ?? null)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      </details>
    </Card>
  );
}
