import type { Curve, Row } from '@/components/charts/rows.ts';
import type { RunProbe, RunProbes } from '@/lib/probe/run-probes.ts';
import type { ProbeSeries } from '@/lib/probe/series.ts';
import type { ComparedProbe } from './compared-probes.ts';
import { UNIT_WORDS } from './unit-words.ts';

/** One curve of a probe in both runs, over each other by the time since the start of each. */
export type ComparedChart = { title: string; series: ProbeSeries; rows: Row[]; curves: Curve[] };

type Look = Pick<Curve, 'label' | 'colour' | 'dash' | 'width'>;

/** Of each curve that both runs have, in the order of what was compared. */
export function comparedCharts(
  compared: readonly ComparedProbe[],
  runs: readonly [baseline: RunProbes, candidate: RunProbes],
  looks: readonly [Look, Look],
): ComparedChart[] {
  return compared.map(({ probe, series }): ComparedChart => {
    const { format, drawn } = UNIT_WORDS[series.unit];
    const curves = looks.map(
      (look, run): Curve => ({
        ...{ ...look, key: keyOf(run), draw: 'line' },
        format: (value) => format(value / drawn(1)),
      }),
    );
    const rows = runs.flatMap((seen, run) => {
      const own = seen.probes.find(({ name }) => name === probe);
      return own ? rowsOf(own, series.key, run, drawn) : [];
    });
    return {
      ...{ title: `${probe} · ${series.chart}: ${series.label}`, series, curves },
      rows: rows.sort((a, b) => a.at - b.at),
    };
  });
}

const keyOf = (run: number) => (run === 0 ? 'baseline' : 'candidate');

function rowsOf(probe: RunProbe, key: string, run: number, drawn: (value: number) => number): Row[] {
  const index = probe.series.findIndex((one) => one.key === key);
  const values = probe.values[index] ?? [];
  const rows = probe.at.flatMap((at, look): Row[] => {
    const value = values[look] ?? null;
    return value === null
      ? []
      : [{ from: probe.at[look - 1] ?? 0, at, values: { [keyOf(run)]: drawn(value) } }];
  });
  // Where the probe was not answered, its curve breaks.
  const breaks = probe.gaps.map(({ from }): Row => ({ from, at: from, values: { [keyOf(run)]: null } }));
  return [...rows, ...breaks];
}
