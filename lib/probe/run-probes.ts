import { z } from 'zod';
import type { ProbeData } from './probe-record.ts';
import { ProbeReport } from './report.ts';
import { ProbeSeries } from './series.ts';

/** What probes saw in a stretch of a run, as charts draw it. Seconds since the start of the run. */

const second = z.number().min(0);

export const RunProbe = z.object({
  name: z.string(),
  type: z.string(),
  series: z.array(ProbeSeries),
  /** Ascending: when each look was, or the ends of stretches of `width` seconds. */
  at: z.array(second),
  /** Of each series, at each of these. */
  values: z.array(z.array(z.number().nullable())),
  /** Without `to` it lasts. */
  gaps: z.array(z.object({ from: second, to: second.nullable(), reason: z.string() })),
  /** Of the whole run, whichever stretch was asked for; once it has ended. */
  report: ProbeReport.optional(),
});
export type RunProbe = z.output<typeof RunProbe>;

export const RunProbes = z.object({
  from: second,
  to: second,
  width: z.number().min(1),
  probes: z.array(RunProbe),
});
export type RunProbes = z.output<typeof RunProbes>;

type Asked = { from: number; to: number; width: number };

/** `to` is exclusive. With a width above 1 looks are put together, each curve in its own way. */
export function runProbes(probes: readonly ProbeData[], { from, to, width }: Asked): RunProbes {
  return { from, to, width, probes: probes.map((probe) => runProbe(probe, { from, to, width })) };
}

function runProbe(probe: ProbeData, { from, to, width }: Asked): RunProbe {
  const { name, type, series, atMs, values, report } = probe;
  const first = atMs.findIndex((ms) => ms >= from * 1000);
  const behind = atMs.findIndex((ms) => ms >= to * 1000);
  const start = first < 0 ? atMs.length : first;
  const end = behind < 0 ? atMs.length : behind;
  const gaps = probe.gaps
    .filter(({ fromMs, toMs }) => fromMs < to * 1000 && (toMs === null || toMs > from * 1000))
    .map(({ fromMs, toMs, reason }) => ({
      from: fromMs / 1000,
      to: toMs === null ? null : toMs / 1000,
      reason,
    }));
  const told = { name, type, series, gaps, ...(report && { report }) };
  if (width <= 1) {
    const at = atMs.slice(start, end).map((ms) => ms / 1000);
    return { ...told, at, values: values.map((own) => own.slice(start, end)) };
  }
  const stretches: { to: number; start: number; end: number }[] = [];
  for (let look = start; look < end; look++) {
    const stretch = (Math.floor((atMs[look] ?? 0) / 1000 / width) + 1) * width;
    const last = stretches.at(-1);
    if (last?.to === stretch) last.end = look + 1;
    else stretches.push({ to: stretch, start: look, end: look + 1 });
  }
  return {
    ...told,
    at: stretches.map((stretch) => stretch.to),
    values: values.map((own, index) =>
      stretches.map((stretch) => together(own.slice(stretch.start, stretch.end), series[index]?.together)),
    ),
  };
}

function together(values: readonly (number | null)[], how: ProbeSeries['together'] = 'mean'): number | null {
  const found = values.filter((value) => value !== null);
  if (found.length === 0) return null;
  if (how === 'max') return Math.max(...found);
  if (how === 'last') return found.at(-1) ?? null;
  return found.reduce((sum, value) => sum + value, 0) / found.length;
}
