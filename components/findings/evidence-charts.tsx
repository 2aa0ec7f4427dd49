'use client';

import { useMemo } from 'react';
import { useRunProbes } from '@/components/api/probes.ts';
import { useRunCurves } from '@/components/api/runs.ts';
import { CrosshairProvider } from '@/components/charts/crosshair.tsx';
import { highest } from '@/components/charts/rows.ts';
import { TimeChart } from '@/components/charts/time-chart.tsx';
import { useChartGrid } from '@/components/charts/use-chart-grid.ts';
import { probeCharts, probeRows } from '@/components/probe/probe-rows.ts';
import { probeTicks, UNIT_WORDS } from '@/components/probe/unit-words.ts';
import type { Course, Finding } from '@/lib/findings/finding.ts';
import type { RunProbe } from '@/lib/probe/run-probes.ts';
import { binWidth } from '@/lib/run/bin-width.ts';
import { courseCharts, courseRows } from './course-charts.ts';

type Props = { run: { id: string; seconds: number }; evidence: Finding['evidence'] };

/** The curves that show a finding, those of probes first; nothing when there is none. */
export function EvidenceCharts({ run: { id, seconds }, evidence }: Props) {
  const { ref, className, chartWidth, asked } = useChartGrid();
  const wanted = useMemo(() => evidence.flatMap(({ curves }) => curves ?? []), [evidence]);
  const courses = useMemo(() => evidence.flatMap(({ course = [] }): Course[] => course), [evidence]);
  const width = asked > 0 ? binWidth(seconds, asked) : 1;
  const stretch = asked > 0 && seconds > 0 ? { from: 0, to: seconds, width } : null;
  const seen = useRunProbes(id, stretch && wanted.length > 0 ? [stretch] : []);
  const points = useRunCurves(id, courses.length > 0 ? stretch : null).data?.points;
  const probes = useMemo(() => {
    const keysOf = (name: string) => wanted.flatMap(({ probe, keys }) => (probe === name ? keys : []));
    return (seen?.probes ?? []).map((probe) => only(probe, new Set(keysOf(probe.name))));
  }, [seen, wanted]);
  if (wanted.length === 0 && courses.length === 0) return null;
  const drawn = [
    ...probes.flatMap((probe) => {
      const rows = probeRows(probe);
      return probeCharts(probe).map(({ title, unit, curves }) => ({
        ...{ key: `${probe.name} ${title} ${unit}`, title, unit: UNIT_WORDS[unit].unit, rows, curves },
        tick: UNIT_WORDS[unit].tick,
      }));
    }),
    ...courseCharts(points ? courses : []).map((chart) => ({
      ...{ ...chart, key: chart.title, rows: courseRows(points ?? [], courses) },
    })),
  ];
  return (
    <div ref={ref} className="mt-3">
      <CrosshairProvider>
        <div className={className}>
          {drawn.map(({ key, title, unit, rows, curves, tick }) => {
            const ticks = probeTicks(highest(rows, curves));
            return (
              <TimeChart
                key={key}
                title={title}
                unit={unit}
                rows={rows}
                curves={curves}
                span={[0, Math.max(1, seconds)]}
                ticks={ticks}
                formatTick={tick(ticks.at(-1) ?? 0)}
                now={null}
                width={chartWidth}
                height={150}
              />
            );
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
