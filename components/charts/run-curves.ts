import { formatBytes, formatCount, formatMs, formatRate } from '@/lib/format/format.ts';
import type { WorkerPoint } from '@/lib/run/view.ts';
import type { Bin } from './bins.ts';
import type { Curve } from './rows.ts';
import { workerValues } from './worker-curves.ts';

/** What every chart of every page draws, and how: the same thing looks the same everywhere. */

type CurveName =
  | 'requests'
  | 'failedRequests'
  | 'p50'
  | 'p95'
  | 'p99'
  | 'vus'
  | 'plannedVus'
  | 'iterations'
  | 'plannedIterations'
  | 'dropped'
  | 'received'
  | 'eventLoop'
  | 'sendDelay'
  | 'gcPause'
  | 'sockets'
  | 'openFiles';

const perSecond = (value: number) => formatRate(value);

export const RUN_CURVES = {
  requests: { key: 'requests', label: 'requests', colour: 'var(--rps)', draw: 'line', format: perSecond },
  failedRequests: {
    key: 'failed',
    label: 'failed',
    colour: 'var(--fail)',
    draw: 'steps',
    width: 1.5,
    format: perSecond,
  },
  p50: { key: 'p50', label: 'p50', colour: 'var(--p50)', draw: 'line', width: 1.25, format: formatMs },
  p95: { key: 'p95', label: 'p95', colour: 'var(--p95)', draw: 'line', width: 2, format: formatMs },
  p99: { key: 'p99', label: 'p99', colour: 'var(--p99)', draw: 'line', width: 1, format: formatMs },
  vus: {
    key: 'vus',
    label: 'active',
    colour: 'var(--border-strong)',
    draw: 'area',
    width: 1.5,
    format: formatCount,
  },
  plannedVus: {
    key: 'plannedVus',
    label: 'planned',
    colour: 'var(--muted)',
    draw: 'line',
    width: 1.25,
    dash: '2 3',
    format: formatCount,
  },
  iterations: {
    key: 'iterations',
    label: 'completed',
    colour: 'var(--rps)',
    draw: 'line',
    format: perSecond,
  },
  plannedIterations: {
    key: 'plannedIterations',
    label: 'planned starts',
    colour: 'var(--muted)',
    draw: 'line',
    width: 1.25,
    dash: '2 3',
    format: perSecond,
  },
  dropped: {
    key: 'dropped',
    label: 'dropped',
    colour: 'var(--invalid)',
    draw: 'steps',
    width: 1.5,
    format: perSecond,
  },
  received: {
    key: 'received',
    label: 'received',
    colour: 'var(--rps)',
    draw: 'area',
    width: 1.5,
    format: (value) => `${formatBytes(value)}/s`,
  },
  eventLoop: {
    key: 'eventLoop',
    label: 'event-loop delay, worst',
    colour: 'var(--text)',
    draw: 'line',
    width: 1.25,
    format: formatMs,
  },
  sendDelay: {
    key: 'sendDelay',
    label: 'send delay p99',
    colour: 'var(--border-strong)',
    draw: 'line',
    width: 2,
    format: formatMs,
  },
  gcPause: {
    key: 'gcPause',
    label: 'garbage collection, longest',
    colour: 'var(--muted)',
    draw: 'line',
    width: 1.25,
    dash: '2 3',
    format: formatMs,
  },
  sockets: {
    key: 'sockets',
    label: 'sockets, all workers',
    colour: 'var(--border-strong)',
    draw: 'area',
    width: 1.5,
    format: formatCount,
  },
  openFiles: {
    key: 'openFiles',
    label: 'open files, worker with the most',
    colour: 'var(--text)',
    draw: 'line',
    width: 1.25,
    format: formatCount,
  },
} as const satisfies Record<CurveName, Curve>;

const DRAWN = ['cpuCores', 'gcMs', 'rssBytes'] as const;

const mostOf = (workers: readonly WorkerPoint[], field: 'maxGcPauseMs' | 'openFiles') =>
  workers.length === 0 ? null : Math.max(...workers.map((worker) => worker[field]));

/** The values of a stretch of a run, under the keys of the curves that draw them. */
export function valuesOf(bin: Bin) {
  return {
    requests: bin.requestsPerSecond,
    failed: bin.failedPerSecond,
    p50: bin.p50,
    p95: bin.p95,
    p99: bin.p99,
    vus: bin.vus,
    iterations: bin.iterationsPerSecond,
    dropped: bin.droppedPerSecond,
    received: bin.bytesPerSecond,
    eventLoop: bin.eventLoopDelayMs,
    sendDelay: bin.sendDelayP99,
    gcPause: mostOf(bin.workers, 'maxGcPauseMs'),
    sockets: bin.workers.length === 0 ? null : bin.workers.reduce((sum, { sockets }) => sum + sockets, 0),
    // Where the system does not say, there is no curve rather than a zero.
    openFiles: mostOf(bin.workers, 'openFiles') || null,
    ...workerValues(bin.workers, DRAWN),
  } satisfies Record<string, number | null>;
}
