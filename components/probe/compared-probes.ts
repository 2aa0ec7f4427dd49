import type { RunProbe, RunProbes } from '@/lib/probe/run-probes.ts';
import type { ProbeSeries } from '@/lib/probe/series.ts';

/** One curve that both runs have, and its mean in each. */
export type ComparedProbe = { probe: string; series: ProbeSeries; baseline: number; candidate: number };

/** Curves of probes of the same name; those that nearly are the same come last. */
export function comparedProbes(baseline: RunProbes, candidate: RunProbes): ComparedProbe[] {
  const rows = candidate.probes.flatMap((probe) => {
    const other = baseline.probes.find(({ name, type }) => name === probe.name && type === probe.type);
    return other ? ofProbe(other, probe) : [];
  });
  return rows.toSorted((a, b) => shift(b) - shift(a));
}

/** By how many times one mean is the other, upwards or downwards. */
function shift({ baseline, candidate }: ComparedProbe): number {
  const [low = 0, high = 0] = [Math.abs(baseline), Math.abs(candidate)].sort((a, b) => a - b);
  return high === 0 ? 1 : high / Math.max(low, high / MOST_SHIFT);
}

const MOST_SHIFT = 1000;

function ofProbe(before: RunProbe, after: RunProbe): ComparedProbe[] {
  return after.series.flatMap((series, index) => {
    const at = before.series.findIndex(({ key }) => key === series.key);
    const baseline = mean(before.values[at] ?? []);
    const candidate = mean(after.values[index] ?? []);
    if (series.role === 'process-start' || baseline === null || candidate === null) return [];
    return { probe: after.name, series, baseline, candidate };
  });
}

function mean(values: readonly (number | null)[]): number | null {
  const found = values.filter((value) => value !== null);
  return found.length === 0 ? null : found.reduce((sum, value) => sum + value, 0) / found.length;
}
