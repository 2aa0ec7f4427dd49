'use client';

import { useMemo } from 'react';
import { type RunStretch, useHeatmaps } from '@/components/api/compare.ts';
import { CrosshairProvider } from '@/components/charts/crosshair.tsx';
import { filledRows, rowEdgeMs } from '@/components/charts/heatmap-cells.ts';
import { PLOT_INSETS } from '@/components/charts/plot-insets.ts';
import type { Curve, Row } from '@/components/charts/rows.ts';
import { logTicks, msLogTick } from '@/components/charts/ticks.ts';
import { TimeChart } from '@/components/charts/time-chart.tsx';
import { useWidth } from '@/components/charts/use-extent.ts';
import { formatMs, formatPercent } from '@/lib/format/format.ts';
import { binWidth } from '@/lib/run/bin-width.ts';
import { type DifferenceColumn, differenceColumns } from './difference-cells.ts';
import { DifferencePicture } from './difference-picture.tsx';
import type { RunLook } from './run-looks.ts';

const HEIGHT = 240;
/** A cell is at least so wide. Pixels. */
const CELL = 4;

/** When how many requests took longer in one run than in the other, and how long. */
export function DifferenceHeatmap({
  seconds,
  looks,
}: {
  /** Of both runs. */
  seconds: readonly [baseline: number, candidate: number];
  looks: readonly [baseline: RunLook, candidate: RunLook];
}) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const longest = Math.max(1, ...seconds);
  const cell = width > 0 ? binWidth(longest, Math.max(20, (width - 70) / CELL)) : 0;
  const stretches = looks.map(({ id }, at): RunStretch => ({ id, from: 0, to: Math.ceil(seconds[at] ?? 0) }));
  const [before, after] = useHeatmaps(stretches, cell);
  const columns = useMemo(
    () => differenceColumns(before?.columns ?? [], after?.columns ?? []),
    [before, after],
  );
  const rowsPerOctave = before?.rowsPerOctave ?? 1;
  const rows = useMemo(() => factRows(columns, rowsPerOctave), [columns, rowsPerOctave]);
  const ticks = useMemo(() => {
    const [first, last] = filledRows([...(before?.columns ?? []), ...(after?.columns ?? [])]) ?? [60, 120];
    return logTicks(rowEdgeMs(first, rowsPerOctave), rowEdgeMs(last, rowsPerOctave));
  }, [before, after, rowsPerOctave]);
  const [baseline, candidate] = looks;
  return (
    <div ref={ref}>
      <CrosshairProvider>
        <TimeChart
          title="Where the response times differ"
          unit="requests by how long they took"
          rows={rows}
          curves={FACTS}
          span={[0, longest]}
          legend={
            <p className="flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
              <Shade colour={baseline.colour} text={`more of ${baseline.label}`} />
              <Shade colour={candidate.colour} text={`more of ${candidate.label}`} />
              <span>The stronger, the larger the share of the requests of that time.</span>
            </p>
          }
          picture={
            <DifferencePicture
              columns={columns}
              rowsPerOctave={rowsPerOctave}
              span={[0, longest]}
              reach={[ticks[0] ?? 1, ticks.at(-1) ?? 10]}
              colours={{ baseline: baseline.colour, candidate: candidate.colour }}
              width={Math.max(1, width - 2 - PLOT_INSETS.left - PLOT_INSETS.right)}
              height={HEIGHT - PLOT_INSETS.top - PLOT_INSETS.bottom}
            />
          }
          ticks={ticks}
          formatTick={msLogTick}
          scale="log"
          now={null}
          width={width}
          height={HEIGHT}
        />
      </CrosshairProvider>
    </div>
  );
}

function Shade({ colour, text }: { colour: string; text: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className="size-2.5" style={{ background: colour }} />
      {text}
    </span>
  );
}

/** What is told of a column to those who point at it, cannot see it, or want it as a table. */
const FACTS: readonly Curve[] = [
  { key: 'moved', label: 'requests elsewhere', format: formatPercent },
  { key: 'more', label: 'most more at', format: formatMs },
  { key: 'less', label: 'most fewer at', format: formatMs },
].map((fact) => ({ ...fact, colour: 'var(--run-1)', draw: 'area' }));

function factRows(columns: readonly DifferenceColumn[], rowsPerOctave: number): Row[] {
  return columns.map(({ second, seconds, firstRow, shares }) => {
    const [most, least] = [Math.max(...shares), Math.min(...shares)];
    const edge = (share: number) => rowEdgeMs(firstRow + shares.indexOf(share), rowsPerOctave);
    return {
      from: second,
      at: second + seconds,
      values: {
        moved: shares.reduce((sum, share) => sum + Math.max(0, share), 0),
        more: most > 0 ? edge(most) : null,
        less: least < 0 ? edge(least) : null,
      },
    };
  });
}
