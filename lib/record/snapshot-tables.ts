import { sumOf } from '../histogram/sparse.ts';
import { LATENCIES, type LatencyName, type Snapshot } from '../run/snapshot.ts';
import type { Rule } from './dictionary.ts';

/** How a snapshot stands in the tables of a record. Zeros and empty histograms are left out. */

type Numbers<Field extends string> = readonly (readonly [field: Field, rule: Exclude<Rule, 'histogram'>])[];

export const SERIES_NUMBERS = [
  ['count', 'sum'],
  ['failed', 'sum'],
  ['interrupted', 'sum'],
  ['refused', 'sum'],
  ['bytesReceived', 'sum'],
  ['bytesSent', 'sum'],
  ['bytesDecoded', 'sum'],
  ['connections', 'sum'],
  ['messagesReceived', 'sum'],
  ['messagesSent', 'sum'],
] as const satisfies Numbers<string>;

export const SCENARIO_NUMBERS = [
  ['vus', 'last'],
  ['iterations', 'sum'],
  ['interruptedIterations', 'sum'],
  ['droppedIterations', 'sum'],
  ['failedIterations', 'sum'],
] as const satisfies Numbers<string>;

export const CHECK_NUMBERS = [
  ['passed', 'sum'],
  ['failed', 'sum'],
] as const satisfies Numbers<string>;

export const REMOTE_NUMBERS = [
  ['connections', 'sum'],
  ['unreached', 'sum'],
  ['count', 'sum'],
  ['failed', 'sum'],
] as const satisfies Numbers<string>;

export const WORKER_NUMBERS = [
  ['cpuUs', 'sum'],
  ['maxEventLoopDelayUs', 'max'],
  ['rssBytes', 'last'],
  ['gcUs', 'sum'],
  ['maxGcPauseUs', 'max'],
  ['sockets', 'last'],
  ['openFiles', 'last'],
] as const satisfies Numbers<string>;

/** Phases of a request, kept with two significant digits. */
export const COARSE: ReadonlySet<string> = new Set<LatencyName>([
  'dns',
  'connecting',
  'tls',
  'waiting',
  'receiving',
]);

/** The sum of a phase stands among the numbers too, under its name and this. Microseconds. */
export const SUM = 'Us';

/** Latencies over all requests have a row of their own, since charts ask for them most. */
export const OF_ALL = ['responseTime', 'serviceTime', 'sendDelay'] as const satisfies LatencyName[];

/** Of a script. A counter, a rate, a trend: all have the same columns. */
export const METRIC_NUMBERS = [
  ['count', 'sum'],
  ['sum', 'sum'],
  ['min', 'lowest'],
  ['max', 'highest'],
  ['last', 'latest'],
  ['lastAtMs', 'latest'],
] as const satisfies Numbers<string>;

export const STATUS = 'status ';
export const ERROR = 'error ';

/** Where a snapshot is put. Keys of rows are texts; a series and a scenario go by their index. */
export type Tables = {
  number(table: string, key: readonly string[], column: string, rule: Rule, value: number): void;
  histogram(table: string, key: readonly string[], column: string, bytes: Uint8Array): void;
  text(kind: string, text: string): void;
};

const keyOfSeries = (series: number | null): string => (series === null ? '' : String(series));

export function putSnapshot(snapshot: Snapshot, to: Tables): void {
  const numbers = <Field extends string>(
    table: string,
    key: readonly string[],
    columns: Numbers<Field>,
    values: Readonly<Record<Field, number>>,
  ) => {
    for (const [column, rule] of columns) {
      const value = Math.max(0, Math.round(values[column]));
      if (value > 0) to.number(table, key, column, rule, value);
    }
  };
  const counts = (key: string[], prefix: string, values: Readonly<Record<string, number | undefined>>) => {
    for (const [name, value = 0] of Object.entries(values))
      if (value > 0) to.number('series', key, prefix + name, 'sum', value);
  };
  const histogram = (table: string, key: readonly string[], column: string, bytes: Uint8Array) => {
    if (bytes.length > 0) to.histogram(table, key, column, bytes);
  };

  let vus = 0;
  for (const scenario of snapshot.scenarios) {
    const key = [String(scenario.scenario)];
    vus += scenario.vus;
    numbers('scenario', key, SCENARIO_NUMBERS, scenario);
    histogram('scenario', key, 'iterationDuration', scenario.iterationDuration);
  }
  if (vus > 0) to.number('run', [], 'vus', 'max', vus);
  for (const series of snapshot.series) {
    const key = [String(series.series)];
    numbers('series', key, SERIES_NUMBERS, series);
    counts(key, STATUS, series.statuses);
    counts(key, ERROR, series.errors);
    for (const latency of LATENCIES) {
      histogram('series', key, latency, series[latency]);
      const sum = COARSE.has(latency) ? sumOf(series[latency]) : 0;
      if (sum > 0) to.number('series', key, latency + SUM, 'sum', sum);
    }
  }
  for (const check of snapshot.checks)
    numbers('check', [String(check.series), check.name], CHECK_NUMBERS, check);
  for (const { series, reason, signature, count } of snapshot.failures)
    if (count > 0) to.number('failure', [keyOfSeries(series), reason, signature], 'count', 'sum', count);
  for (const remote of snapshot.remotes) {
    const key = [remote.host, remote.address];
    numbers('remote', key, REMOTE_NUMBERS, remote);
    histogram('remote', key, 'serviceTime', remote.serviceTime);
  }
  for (const worker of snapshot.health) numbers('worker', [String(worker.worker)], WORKER_NUMBERS, worker);
  for (const metric of snapshot.metrics ?? []) {
    const key = [metric.name, metric.kind, metric.isTime ? 'time' : ''];
    for (const [column, rule] of METRIC_NUMBERS)
      if (metric.count > 0) to.number('metric', key, column, rule, metric[column]);
    histogram('metric', key, 'values', metric.histogram);
  }
  for (const error of snapshot.errors) to.text('error', JSON.stringify(error));
  for (const sample of snapshot.samples) to.text('sample', JSON.stringify(sample));
}
