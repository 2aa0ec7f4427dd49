import { meanReceived } from '@/lib/run/mean-received.ts';
import type { RequestFigures } from '@/lib/run/summary.ts';

/** What the table of requests shows beside counts: times, or how much came and went. */
export const TIMES = ['responseTimeMs', 'serviceTimeMs', 'sendDelayMs', 'phasesMs', 'bytes'] as const;
export type Times = (typeof TIMES)[number];

export type Column = {
  id: string;
  label: string;
  /** What it means, on hover. */
  meaning?: string;
  kind: 'count' | 'rate' | 'percent' | 'ms' | 'bytes' | 'byteRate';
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

/** Bytes on the wire of one request, the mean; null when there was none. */
const mean = (bytes: number, { count }: RequestFigures) => (count === 0 ? null : bytes / count);

const RECEIVED: Column = {
  id: 'received',
  label: 'Received',
  meaning: 'Bytes of one answer on the wire, its head and body, the mean.',
  kind: 'bytes',
  isSecondary: true,
  read: meanReceived,
};

const BYTES: readonly Column[] = [
  { ...RECEIVED, isSecondary: undefined },
  {
    id: 'receivedPerSecond',
    label: 'Received a second',
    meaning: 'Bytes on the wire.',
    kind: 'byteRate',
    read: ({ bytesReceivedPerSecond = null }) => bytesReceivedPerSecond,
  },
  {
    id: 'decoded',
    label: 'Unpacked',
    meaning: 'Bytes of the body of one answer without its compression, the mean.',
    kind: 'bytes',
    read: (request) => mean(request.bytesDecoded, request),
  },
  {
    id: 'sent',
    label: 'Sent',
    meaning: 'Bytes of one request on the wire, its head and body, the mean.',
    kind: 'bytes',
    read: (request) => mean(request.bytesSent, request),
  },
  {
    id: 'receivedInAll',
    label: 'Received in all',
    meaning: 'Bytes on the wire, of all requests.',
    kind: 'bytes',
    read: ({ bytesReceived }) => bytesReceived,
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
  if (times === 'bytes') return [...COUNTS, ...BYTES];
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
    RECEIVED,
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
