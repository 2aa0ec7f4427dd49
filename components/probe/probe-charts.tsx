'use client';

import { Activity, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { memo, useMemo } from 'react';
import { useRunProbes } from '@/components/api/probes.ts';
import { piecesOf } from '@/components/charts/pieces.ts';
import { highest, type Row } from '@/components/charts/rows.ts';
import type { ChartPlace } from '@/components/charts/run-charts.tsx';
import { TimeChart } from '@/components/charts/time-chart.tsx';
import { formatDurationClock, formatSpan } from '@/lib/format/format.ts';
import type { RunProbe } from '@/lib/probe/run-probes.ts';
import { binWidth } from '@/lib/run/bin-width.ts';
import { ProbeReportView } from './probe-report.tsx';
import { type ProbeChartData, probeCharts, probeRows } from './probe-rows.ts';
import { probeTicks, UNIT_WORDS } from './unit-words.ts';

type Props = {
  run: { id: string; elapsedSeconds: number; isActive: boolean };
  environment: { id: string | null };
  place: ChartPlace;
};

/** What was observed of the target, under the crosshair of the other charts. */
export function ProbeCharts({ run, environment, place }: Props) {
  const { id, elapsedSeconds, isActive } = run;
  const [from, to] = place.frame.span;
  const pieces = useMemo(() => {
    if (place.asked === 0) return [];
    const width = binWidth(to - from, place.asked);
    return piecesOf([from, to], width, { elapsedSeconds, isActive }).map((piece) => ({ ...piece, width }));
  }, [from, to, place.asked, elapsedSeconds, isActive]);
  const seen = useRunProbes(id, pieces);
  if (!seen) return null;
  return (
    <>
      <h2 className="mt-2 font-semibold text-base">The target, observed</h2>
      {seen.probes.length === 0 ? <NothingObserved environmentId={environment.id} /> : null}
      {seen.probes.map((probe) => (
        <OneProbe key={probe.name} probe={probe} width={seen.width} place={place} />
      ))}
    </>
  );
}

function NothingObserved({ environmentId }: { environmentId: string | null }) {
  return (
    <p className="-mt-2 flex items-center gap-2 text-muted text-sm">
      <Activity aria-hidden className="size-4 shrink-0" />
      <span>
        Nothing was observed beside the load.{' '}
        {environmentId ? (
          <Link href={`/environments/${environmentId}`} className="text-accent underline">
            Name probes in the environment
          </Link>
        ) : (
          'Name probes in the environment'
        )}{' '}
        to see CPU, memory, pools and queries of the target here, from the next run on.
      </span>
    </p>
  );
}

function OneProbe({ probe, width, place }: { probe: RunProbe; width: number; place: ChartPlace }) {
  const rows = useMemo(() => probeRows(probe), [probe]);
  const charts = useMemo(() => probeCharts(probe), [probe]);
  return (
    <section aria-label={`Probe ${probe.name}`} className="flex flex-col gap-2">
      <h3 className="font-medium text-sm">{probe.name}</h3>
      <Gaps gaps={probe.gaps} />
      {charts.length > 0 ? (
        <div className={place.className}>
          {charts.map((chart) => (
            <ProbeChart
              key={`${chart.title} ${chart.unit}`}
              chart={chart}
              rows={rows}
              width={width}
              frame={place.frame}
            />
          ))}
        </div>
      ) : probe.gaps.length === 0 ? (
        <p className="text-muted text-sm">Nothing came yet.</p>
      ) : null}
      {probe.report ? <ProbeReportView name={probe.name} report={probe.report} /> : null}
    </section>
  );
}

/** When it was not answered, and why. */
function Gaps({ gaps }: Pick<RunProbe, 'gaps'>) {
  if (gaps.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {gaps.slice(-MOST_GAPS).map(({ from, to, reason }) => (
        <li key={from} className="flex items-start gap-1.5 text-warn">
          <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span className="min-w-0 break-words">
            {to === null
              ? `From ${formatDurationClock(from)} on`
              : `${formatDurationClock(from)} – ${formatDurationClock(to)}`}
            : {reason}
          </span>
        </li>
      ))}
    </ul>
  );
}

const MOST_GAPS = 5;

type ChartProps = { chart: ProbeChartData; rows: readonly Row[]; width: number; frame: ChartPlace['frame'] };

const ProbeChart = memo(function ProbeChart({ chart, rows, width, frame }: ChartProps) {
  const { title, unit, curves, left, showsWorst } = chart;
  const words = UNIT_WORDS[unit];
  const ticks = probeTicks(highest(rows, curves));
  const notes = [
    left > 0 ? `The ${curves.length} highest of ${curves.length + left}.` : '',
    showsWorst && width > 1 ? `Of ${formatSpan(width)} the worst.` : '',
  ].filter(Boolean);
  return (
    <TimeChart
      title={title}
      unit={words.unit}
      note={notes.length > 0 ? notes.join(' ') : undefined}
      {...frame}
      rows={rows}
      curves={curves}
      ticks={ticks}
      formatTick={words.tick(ticks.at(-1) ?? 0)}
    />
  );
});
