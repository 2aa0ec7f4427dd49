'use client';

import { useState } from 'react';
import { type RunStretch, useLoadLevels, useSpectra } from '@/components/api/compare.ts';
import { countTick, valueTicks } from '@/components/charts/ticks.ts';
import { useChartGrid } from '@/components/charts/use-chart-grid.ts';
import { Segmented } from '@/components/ui/segmented.tsx';
import { formatMs, formatRate } from '@/lib/format/format.ts';
import type { RunLoadLevels, RunSpectrum } from '@/lib/run/window.ts';
import { PERCENTILES, type Percentile } from './percentiles.ts';
import type { RunLook } from './run-looks.ts';
import { sameLoad } from './same-load.ts';
import { XyChart } from './xy-chart.tsx';

/** Percents of the spectrum's axis, on which every further nine takes the same room. */
const PERCENTS = [0, 50, 90, 95, 99, 99.9, 99.99, 99.999];
const nines = (percent: number) => -Math.log10(1 - Math.min(percent, 99.9999) / 100);

/** All response times of the stretches that were compared: by percentile, and by how much load there was. */
export function DistributionCharts({
  stretches,
  looks,
}: {
  /** Of each run, the baseline first. */
  stretches: readonly RunStretch[];
  looks: readonly RunLook[];
}) {
  const [percentile, setPercentile] = useState<Percentile>('p95');
  const { ref, className, chartWidth } = useChartGrid();
  const spectra = useSpectra(stretches).map(spectrumPoints);
  const loads = useLoadLevels(stretches);
  const levels = loads.map((one) => levelPoints(one, percentile));
  const highest = (points: readonly { x: number }[]) => Math.max(0, ...points.map(({ x }) => x));
  const slowest = Math.max(0, ...spectra.map(highest));
  const busiest = Math.max(0, ...levels.map(highest));
  return (
    <section aria-label="Distributions" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-muted text-xs">Of the stretches that are compared, all requests together.</p>
        <Segmented
          label="Percentile by load"
          value={percentile}
          onValueChange={setPercentile}
          choices={PERCENTILES}
        />
      </div>
      <div ref={ref} className={className}>
        <XyChart
          title="Response time by percentile"
          unit="every further nine has the same room"
          looks={looks}
          curves={spectra}
          xTicks={PERCENTS.filter((percent) => percent <= Math.max(90, slowest))}
          xOf={nines}
          formatX={(percent) => `p${percent}`}
          width={chartWidth}
        />
        <XyChart
          title={`Response time ${percentile} by load`}
          unit="requests per second"
          looks={looks}
          curves={levels}
          xTicks={valueTicks(busiest)}
          formatX={(rate) => formatRate(rate)}
          tickX={countTick}
          width={chartWidth}
          below={<SameLoad loads={loads} looks={looks} percentile={percentile} />}
        />
      </div>
    </section>
  );
}

/** What each candidate does at the load at which the baseline was last seen. */
function SameLoad({
  loads,
  looks,
  percentile,
}: {
  loads: readonly (RunLoadLevels | undefined)[];
  looks: readonly RunLook[];
  percentile: Percentile;
}) {
  const [baseline, ...candidates] = loads;
  return candidates.map((candidate, at) => {
    const look = looks[at + 1];
    if (!baseline || !candidate || !look) return null;
    const found = sameLoad(baseline.levels, candidate.levels, percentile);
    return (
      <p key={look.id} className="text-muted">
        {looks.length > 2 ? `${look.label}: ` : ''}
        {found ? (
          <>
            at {formatRate(found.requestsPerSecond)}, the highest load that both had, {percentile}{' '}
            {formatMs(found.before)} <span aria-hidden>→</span>
            <span className="sr-only">to</span>{' '}
            <span className="font-medium text-text">{formatMs(found.after)}</span>
          </>
        ) : (
          'never at a load that the baseline had'
        )}
      </p>
    );
  });
}

const spectrumPoints = (spectrum: RunSpectrum | undefined) =>
  (spectrum?.points ?? [])
    .filter(({ percent }) => percent < 100)
    .map(({ percent, ms }) => ({ x: percent, y: ms }));

const levelPoints = (levels: RunLoadLevels | undefined, percentile: Percentile) =>
  (levels?.levels ?? []).map((level) => ({ x: level.requestsPerSecond, y: level[percentile] }));
