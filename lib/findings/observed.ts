import type { ProbeData } from '../probe/probe-record.ts';
import type { ProbeReport, StatementReport } from '../probe/report.ts';
import type { ProbeRole, ProbeSeries } from '../probe/series.ts';
import type { CurvePoint } from '../run/window.ts';
import type { Evidence } from './finding.ts';

/** One curve of a probe in the part of the run that counts. */
export type ObservedCurve = {
  probe: string;
  series: ProbeSeries;
  /** Looks at which it had a value. Seconds since the start of the run. */
  looks: readonly { at: number; value: number }[];
};

/** What probes saw, asked by what it means. */
export class Observed {
  private readonly curves: ObservedCurve[];
  private readonly points: readonly CurvePoint[];
  /** What probes told at the end, of the whole run: statements with their plans, tables, indexes, slow commands. */
  readonly reports: readonly { probe: string; report: ProbeReport }[];

  /** Looks before `from` seconds are of the warm-up. */
  constructor(probes: readonly ProbeData[], points: readonly CurvePoint[], from: number) {
    this.points = points;
    this.reports = probes.flatMap(({ name, report }) => (report ? { probe: name, report } : []));
    this.curves = probes.flatMap(({ name, series, atMs, values }) =>
      series.map((one, index) => ({
        probe: name,
        series: one,
        looks: atMs.flatMap((ms, look) => {
          const value = values[index]?.[look] ?? null;
          return value === null || ms < from * 1000 ? [] : { at: ms / 1000, value };
        }),
      })),
    );
  }

  all(role: ProbeRole): ObservedCurve[] {
    return this.curves.filter(({ series, looks }) => series.role === role && looks.length > 0);
  }

  /** What was told at the end of a statement that a curve is of; its plan is among it. */
  statementOf({ probe, series }: Pick<ObservedCurve, 'probe' | 'series'>): StatementReport | undefined {
    const own = this.reports.filter((one) => one.probe === probe).flatMap(({ report }) => report.statements);
    return own.find(({ text }) => text === series.of);
  }

  /** Of the same probe, where several tell the same. */
  beside(curve: ObservedCurve, role: ProbeRole): ObservedCurve | undefined {
    const all = this.all(role).filter(({ probe }) => probe === curve.probe);
    return all.find(({ series }) => series.of === curve.series.of) ?? all[0];
  }

  /** What the curves of some evidence mean. */
  rolesIn(evidence: readonly Evidence[]): ProbeRole[] {
    const named = new Set(
      evidence.flatMap(({ curves }) => (curves?.keys ?? []).map((key) => `${curves?.probe} ${key}`)),
    );
    const shown = this.curves.filter(({ probe, series }) => named.has(`${probe} ${series.key}`));
    return [...new Set(shown.flatMap(({ series }) => series.role ?? []))];
  }

  /** The load of the run at a second. */
  loadAt(second: number): { second: number; vus: number; requestsPerSecond: number } | null {
    const point = this.points.findLast((one) => one.second <= second) ?? this.points[0];
    if (!point) return null;
    return { second, vus: point.vus, requestsPerSecond: point.requests / point.seconds };
  }

  /** The load when something first was so in two looks one after the other. */
  since(curve: ObservedCurve, isSo: (value: number) => boolean) {
    const { looks } = curve;
    const first = looks.find(({ value }, look) => isSo(value) && isSo(looks[look + 1]?.value ?? value));
    return first ? this.loadAt(first.at) : null;
  }
}

export const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

export function medianOf(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  const middle = ascending.length >> 1;
  return ascending.length % 2 === 1
    ? (ascending[middle] ?? 0)
    : ((ascending[middle - 1] ?? 0) + (ascending[middle] ?? 0)) / 2;
}

export const valuesOf = (curve: ObservedCurve | undefined): number[] =>
  curve?.looks.map(({ value }) => value) ?? [];

/** The mean of what a curve says, each look weighing as much as another curve says at that moment. */
export function weightedMean(curve: ObservedCurve, weights: ObservedCurve | undefined): number {
  if (!weights) return meanOf(valuesOf(curve));
  const weightAt = new Map(weights.looks.map(({ at, value }) => [at, value]));
  let sum = 0;
  let total = 0;
  for (const { at, value } of curve.looks) {
    const weight = weightAt.get(at) ?? 0;
    sum += value * weight;
    total += weight;
  }
  return total === 0 ? meanOf(valuesOf(curve)) : sum / total;
}

/** Over all looks of the run, also those at which a curve had nothing to say. */
export function totalOf(curve: ObservedCurve | undefined): number {
  return valuesOf(curve).reduce((sum, value) => sum + value, 0);
}

/** The share of looks at which it was so. */
export const shareOf = (curve: ObservedCurve, isSo: (value: number) => boolean): number =>
  curve.looks.length === 0 ? 0 : curve.looks.filter(({ value }) => isSo(value)).length / curve.looks.length;

export const curvesOf = (...curves: (ObservedCurve | undefined)[]) => {
  const found = curves.filter((curve) => curve !== undefined);
  const [first] = found;
  return first ? { probe: first.probe, keys: found.map(({ series }) => series.key) } : null;
};
