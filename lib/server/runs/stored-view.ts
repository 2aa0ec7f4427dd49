import type { EndReason } from '../../run/engine.ts';
import { reduce, viewOf } from '../../run/run-state.ts';
import type { RunView } from '../../run/view.ts';
import type { Database } from '../database.ts';
import { storedEnvironment } from '../environments/environment-row.ts';
import { storedPlan } from '../plans/plan-document.ts';
import { replay } from './replay.ts';
import type { RunRecords } from './run-records.ts';
import { runStatus, verdictOf } from './run-row.ts';

/** Views of ended runs that are kept, since reading a long record takes a moment. */
const MAX_KEPT = 20;

/** Views of runs that do not go on: from their rows, and their records read through the same reducer as live. */
export class StoredViews {
  private readonly db: Database;
  private readonly records: RunRecords;
  /** The least recently asked for comes first. */
  private readonly kept = new Map<string, RunView>();

  constructor(db: Database, records: RunRecords) {
    this.db = db;
    this.records = records;
  }

  /** With the points after a second (-1 for all); undefined when there is no such run. */
  async view(runId: string, afterSecond: number): Promise<RunView | undefined> {
    const view = this.kept.get(runId) ?? (await this.read(runId));
    if (!view) return undefined;
    if (view.status === 'finished') this.keep(view);
    return { ...view, points: view.points.slice(afterSecond + 1) };
  }

  /** Forgets the view of a run that was deleted. */
  forget(runId: string): void {
    this.kept.delete(runId);
  }

  private keep(view: RunView): void {
    this.kept.delete(view.id);
    this.kept.set(view.id, view);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MAX_KEPT && oldest !== undefined) this.kept.delete(oldest);
  }

  private async read(id: string): Promise<RunView | undefined> {
    const row = await this.db.run.findUnique({
      where: { id },
      select: {
        status: true,
        verdict: true,
        endReason: true,
        reason: true,
        startedAt: true,
        durationSeconds: true,
        workers: true,
        environmentDocument: true,
        planVersion: { select: { document: true } },
      },
    });
    if (!row) return undefined;
    const status = runStatus(row.status);
    const run = {
      plan: storedPlan(row.planVersion.document),
      environment: storedEnvironment(row.environmentDocument),
      workers: row.workers,
    };
    const state = await replay(run, status === 'queued' ? undefined : await this.records.read(id));
    if (status === 'finished' && row.reason !== null) {
      const durationMs = row.durationSeconds === null ? undefined : row.durationSeconds * 1000;
      reduce(state, { type: 'finished', reason: JSON.parse(row.reason) as EndReason, durationMs });
    }
    // The row has the last word: it was written when the verdict fell.
    return {
      ...viewOf(state, { id, status }),
      startedAt: row.startedAt?.toISOString() ?? null,
      verdict: verdictOf(row.verdict),
      endReason: row.endReason,
    };
  }
}
