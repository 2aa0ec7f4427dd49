import { type Series, seriesKey } from '../../lib/run/series.ts';
import type { Snapshot } from '../../lib/run/snapshot.ts';

/**
 * The series of a run. Those of the plan are known to all; workers number what a script adds by themselves, in the order
 * in which they met it, and here every name gets one index for the whole run.
 */
export class SeriesTable {
  private readonly planned: number;
  private readonly indexes = new Map<string, number>();
  /** By worker: the run's index of each further series of the worker. */
  private readonly own = new Map<number, number[]>();
  private errands = 0;

  constructor(planned: readonly Series[]) {
    this.planned = planned.length;
    for (const series of planned) this.indexes.set(seriesKey(series), this.indexes.size);
  }

  /** A number for a worker beside the load. */
  newWorker(): number {
    this.errands++;
    return -this.errands;
  }

  /** Hears of further series of a worker; those that are new to the run, in the order of their indexes. */
  learn(worker: number, added: readonly Series[]): Series[] {
    if (added.length === 0) return [];
    const own = this.own.get(worker) ?? [];
    this.own.set(worker, own);
    const fresh: Series[] = [];
    for (const series of added) {
      const key = seriesKey(series);
      let index = this.indexes.get(key);
      if (index === undefined) {
        index = this.indexes.size;
        this.indexes.set(key, index);
        fresh.push(series);
      }
      own.push(index);
    }
    return fresh;
  }

  /** A second of a worker with the run's indexes. */
  translate(worker: number, snapshot: Snapshot): Snapshot {
    const own = this.own.get(worker);
    if (!own) return snapshot;
    const indexOf = (series: number) =>
      series < this.planned ? series : (own[series - this.planned] ?? series);
    for (const one of [...snapshot.series, ...snapshot.checks, ...snapshot.samples])
      one.series = indexOf(one.series);
    for (const one of [...snapshot.errors, ...snapshot.failures])
      if (one.series !== null) one.series = indexOf(one.series);
    return snapshot;
  }
}
