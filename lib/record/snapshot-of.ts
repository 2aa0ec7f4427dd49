import {
  ERROR_KINDS,
  type ErrorKind,
  type ErrorSample,
  type ExchangeSample,
  type FailureReason,
  LATENCIES,
  type LatencyName,
  type MetricSnapshot,
  type RemoteSnapshot,
  type ScenarioSnapshot,
  type SeriesSnapshot,
  type Snapshot,
  type WorkerHealth,
} from '../run/snapshot.ts';
import type { Dictionary } from './dictionary.ts';
import { columnOfPair, rowOfPair } from './dictionary.ts';
import {
  CHECK_NUMBERS,
  ERROR,
  METRIC_NUMBERS,
  REMOTE_NUMBERS,
  SCENARIO_NUMBERS,
  SERIES_NUMBERS,
  STATUS,
  WORKER_NUMBERS,
} from './snapshot-tables.ts';

/** What a stretch of a record holds, histograms in their sparse form. */
export type StretchRows = {
  numbers: ReadonlyMap<number, number>;
  histograms: Iterable<readonly [column: number, row: number, bytes: Uint8Array]>;
  texts: readonly { kind: string; text: string }[];
};

type Cell = { numbers: Map<string, number>; histograms: Map<string, Uint8Array> };
const NOTHING = new Uint8Array(0);

/** The stretch as one snapshot, as if all its seconds were one. Columns that this program does not know are left out. */
export function snapshotOf(second: number, dictionary: Dictionary, rows: StretchRows): Snapshot {
  const tables = tablesOf(dictionary, rows);
  const all = <T>(table: string, make: (key: string[], cell: Cell) => T): T[] =>
    [...(tables.get(table) ?? [])]
      .sort(([a], [b]) => a - b)
      .map(([row, cell]) => make(dictionary.rows[row]?.key ?? [], cell));
  const metrics = all('metric', metricOf);
  return {
    second,
    ...(metrics.length > 0 && { metrics }),
    series: all('series', seriesOf).sort((a, b) => a.series - b.series),
    scenarios: all('scenario', scenarioOf).sort((a, b) => a.scenario - b.scenario),
    checks: all('check', ([series = '', name = ''], cell) => ({
      series: Number(series),
      name,
      ...numbersOf(cell, CHECK_NUMBERS),
    })),
    errors: textsOf<ErrorSample>(rows, 'error'),
    failures: all('failure', ([series = '', reason = '', signature = ''], cell) => ({
      series: series === '' ? null : Number(series),
      reason: reasonNamed(reason),
      signature,
      count: cell.numbers.get('count') ?? 0,
    })),
    remotes: all('remote', remoteOf),
    samples: textsOf<ExchangeSample>(rows, 'sample'),
    health: all(
      'worker',
      ([worker = ''], cell): WorkerHealth => ({
        worker: Number(worker),
        ...numbersOf(cell, WORKER_NUMBERS),
      }),
    ),
  };
}

function tablesOf(
  dictionary: Dictionary,
  { numbers, histograms }: StretchRows,
): Map<string, Map<number, Cell>> {
  const tables = new Map<string, Map<number, Cell>>();
  const cellOf = (table: string, row: number): Cell => {
    const cells = tables.get(table) ?? new Map<number, Cell>();
    tables.set(table, cells);
    const cell = cells.get(row) ?? { numbers: new Map(), histograms: new Map() };
    cells.set(row, cell);
    return cell;
  };
  for (const [pair, value] of numbers) {
    const column = dictionary.columns[columnOfPair(pair)];
    if (column && value !== 0 && !Number.isNaN(value))
      cellOf(column.table, rowOfPair(pair)).numbers.set(column.name, value);
  }
  for (const [id, row, bytes] of histograms) {
    const column = dictionary.columns[id];
    if (column && bytes.length > 0) cellOf(column.table, row).histograms.set(column.name, bytes);
  }
  return tables;
}

function numbersOf<Field extends string>(
  { numbers }: Cell,
  columns: readonly (readonly [Field, string])[],
): Record<Field, number> {
  return Object.fromEntries(columns.map(([name]) => [name, numbers.get(name) ?? 0])) as Record<Field, number>;
}

function seriesOf([series = '']: string[], cell: Cell): SeriesSnapshot {
  const histograms = Object.fromEntries(
    LATENCIES.map((name) => [name, cell.histograms.get(name) ?? NOTHING]),
  ) as Record<LatencyName, Uint8Array>;
  return {
    series: Number(series),
    ...numbersOf(cell, SERIES_NUMBERS),
    statuses: countsOf(cell, STATUS),
    errors: countsOf(cell, ERROR),
    ...histograms,
  };
}

function countsOf({ numbers }: Cell, prefix: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [name, value] of numbers) if (name.startsWith(prefix)) counts[name.slice(prefix.length)] = value;
  return counts;
}

const scenarioOf = ([scenario = '']: string[], cell: Cell): ScenarioSnapshot => ({
  scenario: Number(scenario),
  ...numbersOf(cell, SCENARIO_NUMBERS),
  iterationDuration: cell.histograms.get('iterationDuration') ?? NOTHING,
});

const remoteOf = ([host = '', address = '']: string[], cell: Cell): RemoteSnapshot => ({
  host,
  address,
  ...numbersOf(cell, REMOTE_NUMBERS),
  serviceTime: cell.histograms.get('serviceTime') ?? NOTHING,
});

const METRIC_KINDS = ['counter', 'gauge', 'rate', 'trend'] as const satisfies MetricSnapshot['kind'][];

const metricOf = ([name = '', kind = '', time = '']: string[], cell: Cell): MetricSnapshot => ({
  name,
  kind: METRIC_KINDS.find((one) => one === kind) ?? 'counter',
  isTime: time === 'time',
  ...numbersOf(cell, METRIC_NUMBERS),
  histogram: cell.histograms.get('values') ?? NOTHING,
});

const isErrorKind = (kind: string): kind is ErrorKind => (ERROR_KINDS as readonly string[]).includes(kind);
/** Kinds that were added later than this program are `other` to it. */
const reasonNamed = (name: string): FailureReason =>
  name === 'check' || name === 'plan' || isErrorKind(name) ? name : 'other';

/** What the record was checked for when it came in. */
const textsOf = <T>({ texts }: StretchRows, kind: string): T[] =>
  texts.flatMap((one) => (one.kind === kind ? [JSON.parse(one.text) as T] : []));
