'use client';

import { countTick, msTick } from '@/components/charts/ticks.ts';
import { type CapacityCurve, curveOf } from '@/lib/capacity/curve.ts';
import type { CapacityReport } from '@/lib/capacity/report.ts';
import { loadWithUnit, uslInWords } from '@/lib/capacity/words.ts';
import { formatRate } from '@/lib/format/format.ts';
import { LoadChart } from './load-chart.tsx';

/** Throughput and response time by load, from the steps of a search. The table of steps is the same in numbers. */
export function CapacityCharts({ report }: { report: CapacityReport }) {
  const { unit, answer } = report;
  const curve = curveOf(report);
  const { levels, knee, usl, concurrency } = curve;
  const interval =
    answer && (answer.low ?? answer.high) !== null
      ? { low: answer.low ?? answer.high ?? 1, high: answer.high ?? answer.low ?? 1 }
      : null;
  const times = (['p50', 'p95', 'p99'] as const).map((name) => ({
    label: name,
    colour: `var(--${name})`,
    form: 'measured' as const,
    points: levels.flatMap((level) => {
      const y = level[name];
      return y === null ? [] : [{ x: level.load, y }];
    }),
  }));
  const law = lawOf(curve);
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <LoadChart
        title="Throughput by load"
        unit={`requests per second that did not fail, by ${unit}`}
        tickY={countTick}
        interval={interval}
        mark={knee && { x: knee.load, label: 'knee' }}
        band={law.band}
        curves={[
          {
            label: 'Throughput',
            colour: 'var(--rps)',
            form: 'measured',
            points: levels.map(({ load, requestsPerSecond, failedRate }) => ({
              x: load,
              y: requestsPerSecond * (1 - failedRate),
            })),
          },
          ...(law.points.length > 0
            ? [
                {
                  label: 'Universal Scalability Law',
                  colour: 'var(--muted)',
                  form: 'law' as const,
                  points: law.points,
                },
              ]
            : []),
        ]}
      >
        {knee ? (
          <p>
            The knee is at {loadWithUnit(knee.load, unit)}, {formatRate(knee.requestsPerSecond)}: more load
            brings hardly more.
          </p>
        ) : null}
        <p>{uslInWords(usl, concurrency)}</p>
      </LoadChart>
      <LoadChart
        title="Response time by load"
        unit={`by ${unit}`}
        tickY={(value, top) => msTick(top)(value)}
        interval={interval}
        curves={times}
      />
    </div>
  );
}

/** The fitted law with its band: at every load where N is the load, else at the loads of which N was measured. */
function lawOf({ usl, levels, fitted, concurrency }: CapacityCurve) {
  const [first, last] = [levels[0]?.load, levels.at(-1)?.load];
  if ('noFit' in usl || !first || !last) return { points: [], band: [] };
  const places =
    concurrency === 'users'
      ? Array.from({ length: 60 }, (_, at) => first * (last / first) ** (at / 59)).map((x) => ({ x, n: x }))
      : fitted.map(({ load, concurrency: n }) => ({ x: load, n }));
  return {
    points: places.map(({ x, n }) => ({ x, y: usl.throughputAt(n) })),
    band: places.map(({ x, n }) => ({ x, ...usl.bandAt(n) })),
  };
}
