import type { RowTaker } from '../../lib/load/row-share.ts';
import { laneOf } from '../../lib/load/share.ts';
import type { DataRow } from '../../lib/plan/dataset-rows.ts';
import type { Plan } from '../../lib/plan/plan.ts';
import { type RowSource, rowSource } from './row-source.ts';

/** All datasets of a plan in one worker. Which scenarios use which is known when all of them are compiled. */
export class RowSources {
  private readonly plan: Plan;
  private readonly worker: number;
  private readonly workers: number;
  private readonly takers: RowTaker[][];
  private sources: RowSource[] = [];

  constructor(plan: Plan, worker: number, workers: number) {
    this.plan = plan;
    this.worker = worker;
    this.workers = workers;
    this.takers = plan.data.map(() => []);
  }

  /** A scenario draws rows of a dataset. To be called in the order of the plan. */
  used(dataset: number, taker: RowTaker): void {
    this.takers[dataset]?.push(taker);
  }

  /** Reads the rows and deals them among the workers that have a part in the scenarios that use them. */
  open(): void {
    const { plan, worker, workers } = this;
    const all = Array.from({ length: workers }, (_, candidate) => candidate);
    this.sources = plan.data.map((dataset, index) => {
      const takers = this.takers[index] ?? [];
      const taking = all.filter((candidate) =>
        takers.some((taker) => laneOf(taker.executor, taker.index, candidate, workers) !== null),
      );
      const rank = Math.max(0, taking.indexOf(worker));
      return rowSource(dataset, takers, { worker, workers, rank, ranks: Math.max(1, taking.length) });
    });
  }

  of(dataset: number): RowSource | undefined {
    return this.sources[dataset];
  }

  /** Which rows these are, by name of their dataset; their places are from 0. */
  placesOf(rows: readonly (DataRow | undefined)[]): Record<string, number> {
    const places: Record<string, number> = {};
    for (const [dataset, row] of rows.entries()) {
      const source = this.sources[dataset];
      if (row && source) places[source.name] = source.rows.indexOf(row);
    }
    return places;
  }
}
