import { z } from 'zod';
import { ProbeReport } from './report.ts';
import { ProbeSeries } from './series.ts';

/**
 * What probes saw in a run, as lines of JSON beside its record: a process that is killed leaves all lines but the last one
 * whole. Times are milliseconds since the start of the run.
 */

const probe = z.int().min(0).max(1000);
const atMs = z.number().min(0);
const Reason = z.string().max(500);

export const ProbeLine = z.union([
  /** A probe of the environment, before anything else of it. */
  z.object({ probe, name: z.string().max(60), type: z.string().max(40) }),
  /** A curve that is new; `id` counts through all probes of the run. */
  z.object({ probe, id: z.int().min(0).max(100_000), series: ProbeSeries }),
  /** One look: ids and values in turn. */
  z.object({ probe, atMs, values: z.array(z.number()).max(20_000) }),
  /** From here on nothing was seen, and why. */
  z.object({ probe, atMs, gap: Reason }),
  /** What it tells of the whole run; a later one takes the place of an earlier. */
  z.object({ probe, atMs, report: ProbeReport }),
]);
export type ProbeLine = z.output<typeof ProbeLine>;

export const ProbeGap = z.object({ fromMs: atMs, toMs: atMs.nullable(), reason: Reason });
export type ProbeGap = z.output<typeof ProbeGap>;

/** What one probe saw: `values[s][n]` is that of `series[s]` at `atMs[n]`, null where there was none. */
export const ProbeData = z
  .object({
    name: z.string().max(60),
    type: z.string().max(40),
    series: z.array(ProbeSeries).max(2000),
    atMs: z.array(atMs).max(1_000_000),
    values: z.array(z.array(z.number().nullable())).max(2000),
    /** `toMs` is null when it was never seen again. */
    gaps: z.array(ProbeGap).max(100_000),
    /** None of a probe that has only curves, or that was not answered at the end. */
    report: ProbeReport.optional(),
  })
  .refine(
    ({ series, atMs, values }) =>
      values.length === series.length && values.every((own) => own.length === atMs.length),
    { message: 'must have one value for each series and each look', path: ['values'] },
  );
export type ProbeData = z.output<typeof ProbeData>;

/** Puts the lines of a run together. */
export class ProbeLedger {
  readonly probes: ProbeData[] = [];
  private readonly places = new Map<number, { probe: number; at: number }>();

  add(line: ProbeLine): void {
    if ('name' in line) {
      const { name, type } = line;
      this.probes[line.probe] = { name, type, series: [], atMs: [], values: [], gaps: [] };
      return;
    }
    const own = this.probes[line.probe];
    if (!own) return;
    if ('series' in line) {
      this.places.set(line.id, { probe: line.probe, at: own.series.length });
      own.series.push(line.series);
      own.values.push(own.atMs.map(() => null));
      return;
    }
    if ('report' in line) {
      own.report = line.report;
      return;
    }
    const open = own.gaps.at(-1);
    if (open && open.toMs === null && !('gap' in line && open.reason === line.gap)) open.toMs = line.atMs;
    if ('gap' in line) {
      if (open?.toMs !== null || open.reason !== line.gap)
        own.gaps.push({ fromMs: line.atMs, toMs: null, reason: line.gap });
      return;
    }
    own.atMs.push(line.atMs);
    for (const values of own.values) values.push(null);
    for (let at = 0; at + 1 < line.values.length; at += 2) {
      const place = this.places.get(line.values[at] ?? -1);
      const values = place?.probe === line.probe ? own.values[place.at] : undefined;
      if (values) values[values.length - 1] = line.values[at + 1] ?? null;
    }
  }
}

/** Reads the lines of a run; what is behind a torn line is left out. */
export function readProbeLines(text: string): ProbeData[] {
  const ledger = new ProbeLedger();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch {
      break;
    }
    const read = ProbeLine.safeParse(json);
    if (!read.success) break;
    ledger.add(read.data);
  }
  return ledger.probes.filter(Boolean);
}

/** The lines that say the same. */
export function* probeLines(probes: readonly ProbeData[]): Generator<ProbeLine> {
  let id = 0;
  for (const [probe, { name, type, series, atMs, values, gaps, report }] of probes.entries()) {
    yield { probe, name, type };
    const first = id;
    for (const one of series) yield { probe, id: id++, series: one };
    const looks = atMs.map((at, look): ProbeLine => {
      const found = values.flatMap((own, index) => {
        const value = own[look] ?? null;
        return value === null ? [] : [first + index, value];
      });
      return { probe, atMs: at, values: found };
    });
    const breaks = gaps.map(({ fromMs, reason }): ProbeLine => ({ probe, atMs: fromMs, gap: reason }));
    const inTime = (line: ProbeLine) => ('atMs' in line ? line.atMs : 0);
    yield* [...looks, ...breaks].sort((a, b) => inTime(a) - inTime(b));
    if (report) yield { probe, atMs: atMs.at(-1) ?? 0, report };
  }
}
