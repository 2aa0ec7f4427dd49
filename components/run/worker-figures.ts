import type { RunPoint, WorkerPoint } from '@/lib/run/view.ts';

/** How one load worker fared over some seconds. Worst and mean over them, the rest as at their end. */
export type WorkerFigures = {
  worker: number;
  meanCores: number;
  /** In one second; null where the single seconds are not at hand. */
  mostCores: number | null;
  worstDelayMs: number;
  worstPauseMs: number;
  sockets: number;
  rssBytes: number;
};

/** The busiest first. */
export function workerFigures(points: readonly RunPoint[]): WorkerFigures[] {
  const found = new Map<number, WorkerFigures & { seconds: number; cores: number; mostCores: number }>();
  for (const { workers } of points) {
    for (const { worker, cpuCores, eventLoopDelayMs, maxGcPauseMs, sockets, rssBytes } of workers) {
      const before = found.get(worker);
      const seconds = (before?.seconds ?? 0) + 1;
      const cores = (before?.cores ?? 0) + cpuCores;
      found.set(worker, {
        ...{ worker, seconds, cores, sockets, rssBytes, meanCores: cores / seconds },
        mostCores: Math.max(before?.mostCores ?? 0, cpuCores),
        worstDelayMs: Math.max(before?.worstDelayMs ?? 0, eventLoopDelayMs),
        worstPauseMs: Math.max(before?.worstPauseMs ?? 0, maxGcPauseMs),
      });
    }
  }
  return [...found.values()]
    .map(({ seconds, cores, ...figures }) => figures)
    .sort((a, b) => b.mostCores - a.mostCores || a.worker - b.worker);
}

/** The same of a stretch that is merged into one. */
export const mergedWorkers = (workers: readonly WorkerPoint[]): WorkerFigures[] =>
  workers
    .map(({ worker, cpuCores, eventLoopDelayMs, maxGcPauseMs, sockets, rssBytes }) => ({
      ...{ worker, meanCores: cpuCores, mostCores: null, sockets, rssBytes },
      ...{ worstDelayMs: eventLoopDelayMs, worstPauseMs: maxGcPauseMs },
    }))
    .sort((a, b) => b.meanCores - a.meanCores || a.worker - b.worker);
