import type { EndReason } from '../../run/engine.ts';
import { reduce, viewOf } from '../../run/run-state.ts';
import { RunSummary } from '../../run/summary.ts';
import type { RunView } from '../../run/view.ts';
import type { Database } from '../database.ts';
import { storedEnvironment } from '../environments/environment-row.ts';
import { PLAN_COLUMNS, planOfRun } from './plan-of-run.ts';
import { replay } from './replay.ts';
import { steeringOf } from './run-events.ts';
import type { RunRecords } from './run-records.ts';
import { runStatus, verdictOf } from './run-row.ts';
import { summedUpView } from './summed-up-view.ts';

/** Views of ended runs that are kept, since reading a long record takes a moment. */
const MAX_KEPT = 20;

/** Views of runs that do not go on: from their rows, and their records read through the same reducer as live. */
export class StoredViews {
  private readonly db: Database;
  private readonly records: RunRecords;
  /** The one read longest ago comes first. */
  private readonly kept = new Map<string, RunView>();
  /** Reads going on, for the many who open the same run at once. */
  private readonly reading = new Map<string, Promise<RunView | undefined>>();

  constructor(db: Database, records: RunRecords) {
    this.db = db;
    this.records = records;
  }

  /** With the points after a second (-1 for all); undefined when there is no such run. */
  async view(runId: string, afterSecond: number): Promise<RunView | undefined> {
    const view = this.kept.get(runId) ?? (await this.readOnce(runId));
    if (!view) return undefined;
    return { ...view, points: view.points.slice(afterSecond + 1) };
  }

  /** Forgets what was read of a run: it began, ended or was deleted. */
  forget(runId: string): void {
    this.kept.delete(runId);
    this.reading.delete(runId);
  }

  private readOnce(runId: string): Promise<RunView | undefined> {
    const going = this.reading.get(runId);
    if (going) return going;
    const read = this.read(runId)
      .then((view) => {
        if (view?.status === 'finished' && this.reading.get(runId) === read) this.keep(view);
        return view;
      })
      .finally(() => {
        if (this.reading.get(runId) === read) this.reading.delete(runId);
      });
    this.reading.set(runId, read);
    return read;
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
        summary: true,
        environmentDocument: true,
        ...PLAN_COLUMNS,
      },
    });
    if (!row) return undefined;
    const status = runStatus(row.status);
    const run = {
      id,
      plan: planOfRun(row),
      environment: storedEnvironment(row.environmentDocument),
      workers: row.workers,
    };
    const rowFigures = {
      startedAt: row.startedAt?.toISOString() ?? null,
      verdict: verdictOf(row.verdict),
      endReason: row.endReason,
    };
    if (status === 'finished' && row.summary !== null) {
      const summary = RunSummary.parse(JSON.parse(row.summary));
      const view = await summedUpView(run, summary, this.records);
      if (view) return { ...view, ...rowFigures };
    }
    const state = await replay({ ...run, steering: await steeringOf(this.db, id) }, this.records);
    if (status === 'finished' && row.reason !== null) {
      const durationMs = row.durationSeconds === null ? undefined : row.durationSeconds * 1000;
      reduce(state, { type: 'finished', reason: JSON.parse(row.reason) as EndReason, durationMs });
    }
    // The row has the last word: it was written when the verdict fell.
    return { ...viewOf(state, { id, status }), ...rowFigures };
  }
}
