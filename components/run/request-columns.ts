import type { RequestFigures } from '@/lib/run/summary.ts';

/** Which times the table of requests shows. */
export const TIMES = ['responseTimeMs', 'serviceTimeMs', 'sendDelayMs', 'phasesMs'] as const;
export type Times = (typeof TIMES)[number];

export type Column = {
  id: string;
  label: string;
  /** What it means, on hover. */
  meaning?: string;
  kind: 'count' | 'rate' | 'percent' | 'ms';
  /** On a phone it stands under the name instead. */
  isSecondary?: true;
  read: (request: RequestFigures) => number | null;
};

const COUNTS: readonly Column[] = [
  { id: 'count', label: 'Requests', kind: 'count', isSecondary: true, read: ({ count }) => count },
  {
    id: 'rps',
    label: 'Per second',
    kind: 'rate',
    isSecondary: true,
    read: ({ requestsPerSecond }) => requestsPerSecond,
  },
  {
    id: 'failed',
    label: 'Failed',
    kind: 'percent',
    read: ({ count, failed }) => (count === 0 ? null : failed / count),
  },
];

const QUANTILES = ['p50', 'p95', 'p99', 'max'] as const;
const PHASES = ['dns', 'connecting', 'tls', 'waiting', 'receiving'] as const;
const PHASE_WORDS: Record<(typeof PHASES)[number], string> = {
  dns: 'Look-up',
  connecting: 'Connecting',
  tls: 'TLS',
  waiting: 'Waiting',
  receiving: 'Receiving',
};

/** The columns of figures, left to right. Times of requests that never ended are no times. */
export function columnsFor(times: Times): readonly Column[] {
  if (times === 'phasesMs') {
    return [
      ...COUNTS,
      ...PHASES.map(
        (phase): Column => ({
          id: phase,
          label: PHASE_WORDS[phase],
          meaning: 'Mean over all requests.',
          kind: 'ms',
          read: (request) => (request.count === 0 ? null : request.phasesMs[phase]),
        }),
      ),
    ];
  }
  return [
    ...COUNTS,
    ...QUANTILES.map(
      (quantile): Column => ({
        id: quantile,
        label: quantile,
        kind: 'ms',
        read: (request) => (request.count === 0 ? null : request[times][quantile]),
      }),
    ),
  ];
}

export type Sorting = { column: string; descending: boolean };

/** What hurts most comes first: what fails, by how much of it; then what is slow. */
function byHurt(a: RequestFigures, b: RequestFigures): number {
  const failing = (one: RequestFigures) => (one.count === 0 ? 0 : one.failed / one.count);
  return failing(b) - failing(a) || b.responseTimeMs.p95 - a.responseTimeMs.p95;
}

/** By a column of figures, by `name` or by `hurt`; what has no value comes last either way, equals keep their order. */
export function sortRequests(
  requests: readonly RequestFigures[],
  columns: readonly Column[],
  { column, descending }: Sorting,
): RequestFigures[] {
  const direction = descending ? -1 : 1;
  if (column === 'name') return requests.toSorted((a, b) => direction * a.name.localeCompare(b.name));
  if (column === 'hurt') return requests.toSorted(byHurt);
  const sorted = columns.find(({ id }) => id === column);
  if (!sorted) return [...requests];
  return requests.toSorted((a, b) => {
    const [left, right] = [sorted.read(a), sorted.read(b)];
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    return direction * (left - right);
  });
}
