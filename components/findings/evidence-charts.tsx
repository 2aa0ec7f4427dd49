'use client';

import { useMemo } from 'react';
import { useRunProbes } from '@/components/api/probes.ts';
import { binWidth } from '@/components/charts/bins.ts';
import { CrosshairProvider } from '@/components/charts/crosshair.tsx';
import { highest } from '@/components/charts/rows.ts';
import { TimeChart } from '@/components/charts/time-chart.tsx';
import { useChartGrid } from '@/components/charts/use-chart-grid.ts';
import { probeCharts, probeRows } from '@/components/probe/probe-rows.ts';
import { probeTicks, UNIT_WORDS } from '@/components/probe/unit-words.ts';
import type { Finding } from '@/lib/findings/finding.ts';
import type { RunProbe } from '@/lib/probe/run-probes.ts';

type Props = { run: { id: string; seconds: number }; evidence: Finding['evidence'] };

/** The curves that show a finding; nothing when no probe saw it. */
export function EvidenceCharts({ run: { id, seconds }, evidence }: Props) {
  const { ref, className, chartWidth, asked } = useChartGrid();
  const wanted = evidence.flatMap(({ curves }) => curves ?? []);
  const width = asked > 0 ? binWidth(seconds, asked) : 1;
  const seen = useRunProbes(id, asked > 0 && wanted.length > 0 ? [{ from: 0, to: seconds, width }] : []);
  const probes = useMemo(() => {
    const keysOf = (name: string) => wanted.flatMap(({ probe, keys }) => (probe === name ? keys : []));
    return (seen?.probes ?? []).map((probe) => only(probe, new Set(keysOf(probe.name))));
  }, [seen, wanted]);
  if (wanted.length === 0) return null;
  return (
    <div ref={ref} className="mt-3">
      <CrosshairProvider>
        <div className={className}>
          {probes.flatMap((probe) => {
            const rows = probeRows(probe);
            return probeCharts(probe).map(({ title, unit, curves }) => {
              const ticks = probeTicks(highest(rows, curves));
              return (
                <TimeChart
                  key={`${probe.name} ${title} ${unit}`}
                  title={title}
                  unit={UNIT_WORDS[unit].unit}
                  rows={rows}
                  curves={curves}
                  span={[0, Math.max(1, seconds)]}
                  ticks={ticks}
                  formatTick={UNIT_WORDS[unit].tick(ticks.at(-1) ?? 0)}
                  now={null}
                  width={chartWidth}
                  height={150}
                />
              );
            });
          })}
        </div>
      </CrosshairProvider>
    </div>
  );
}

/** A probe as if it had these curves alone. */
function only(probe: RunProbe, keys: ReadonlySet<string>): RunProbe {
  const kept = probe.series.flatMap(({ key }, index) => (keys.has(key) ? [index] : []));
  return {
    ...probe,
    series: kept.flatMap((index) => probe.series[index] ?? []),
    values: kept.map((index) => probe.values[index] ?? []),
  };
}
