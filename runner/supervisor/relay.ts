import { laneOf } from '../../lib/load/share.ts';
import { durationMs } from '../../lib/plan/duration.ts';
import type { Plan } from '../../lib/plan/plan.ts';

/** Between the word to start a scenario and its start, so that all workers have heard it. */
export const RELAY_LEAD_MS = 100;

/**
 * Starts scenarios that wait for others: when every worker that had a part in the first one has ended it, the next one is
 * started in all workers at the same moment. Times are milliseconds since the start of the run.
 */
export class Relay {
  private readonly plan: Pick<Plan, 'scenarios'>;
  private readonly start: (scenario: number, atMs: number) => void;
  private readonly now: () => number;
  /** Workers that have not ended their part yet, by scenario. */
  private readonly missing: Set<number>[];
  private readonly lastEndMs: number[];

  constructor(
    plan: Pick<Plan, 'scenarios'>,
    workers: number,
    now: () => number,
    start: (scenario: number, atMs: number) => void,
  ) {
    this.plan = plan;
    this.now = now;
    this.start = start;
    const all = Array.from({ length: workers }, (_, worker) => worker);
    this.missing = plan.scenarios.map(
      ({ executor }, index) => new Set(all.filter((worker) => laneOf(executor, index, worker, workers))),
    );
    this.lastEndMs = plan.scenarios.map(() => 0);
  }

  /** A worker's part of a scenario ended at `atMs`. */
  ended(scenario: number, worker: number, atMs: number): void {
    const missing = this.missing[scenario];
    if (!missing?.delete(worker)) return;
    this.lastEndMs[scenario] = Math.max(this.lastEndMs[scenario] ?? 0, atMs);
    if (missing.size > 0) return;
    const { scenarios } = this.plan;
    const name = scenarios[scenario]?.name;
    for (const [index, { startAfter, startTime }] of scenarios.entries()) {
      if (startAfter !== name) continue;
      const wanted = (this.lastEndMs[scenario] ?? 0) + durationMs(startTime);
      this.start(index, Math.max(wanted, this.now() + RELAY_LEAD_MS));
    }
  }
}
