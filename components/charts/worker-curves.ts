import { formatBytes, formatCount, formatMs, threeDigits } from '@/lib/format/format.ts';
import type { WorkerPoint } from '@/lib/run/view.ts';
import type { Curve } from './rows.ts';

/** What is drawn of every load worker by itself. */
export type WorkerField = Exclude<keyof WorkerPoint, 'worker'>;

const FORMATS: Record<WorkerField, (value: number) => string> = {
  cpuCores: (cores) => `${threeDigits(cores)} cores`,
  eventLoopDelayMs: formatMs,
  gcMs: (ms) => `${formatMs(ms)}/s`,
  maxGcPauseMs: formatMs,
  sockets: formatCount,
  openFiles: formatCount,
  rssBytes: formatBytes,
};

/** More lines than this cannot be told apart: then those between which all workers lie are drawn. */
const MOST_LINES = 6;
const LOOKS = [
  { colour: 'var(--text)' },
  { colour: 'var(--rps)', dash: '6 3' },
  { colour: 'var(--muted)', dash: '2 3' },
  { colour: 'var(--text)', dash: '9 3 2 3' },
  { colour: 'var(--rps)', dash: '2 2' },
  { colour: 'var(--muted)', dash: '12 4' },
] as const;

const keyOf = (field: WorkerField, line: number | 'most' | 'least') => `${field} of ${line}`;

/** One line for each of so many workers, or the highest and the lowest of many. */
export function workerCurves(field: WorkerField, workers: number): Curve[] {
  const look = { draw: 'line', width: 1.25, format: FORMATS[field] } as const;
  if (workers > MOST_LINES) {
    return [
      { key: keyOf(field, 'most'), label: `most of ${workers} workers`, ...look, ...LOOKS[0] },
      { key: keyOf(field, 'least'), label: 'least', ...look, ...LOOKS[2] },
    ];
  }
  return LOOKS.slice(0, Math.max(1, workers)).map((own, worker) => ({
    key: keyOf(field, worker),
    label: `worker ${worker + 1}`,
    ...look,
    ...own,
  }));
}

/** The values of all workers under the keys of those curves; of many workers, the highest and the lowest. */
export function workerValues(points: readonly WorkerPoint[], fields: readonly WorkerField[]) {
  const values: Record<string, number> = {};
  if (points.length === 0) return values;
  for (const field of fields) {
    const all = points.map((point) => point[field]);
    values[keyOf(field, 'most')] = Math.max(...all);
    values[keyOf(field, 'least')] = Math.min(...all);
    for (const point of points) {
      if (point.worker < MOST_LINES) values[keyOf(field, point.worker)] = point[field];
    }
  }
  return values;
}
