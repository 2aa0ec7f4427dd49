import type { RunView } from '../../run/view.ts';

/** The view of a run that goes on, with the points after a second; true in the tick in which it is called. */
export type LiveSource = (afterSecond: number) => RunView;

/** Views of runs as the database and the records have them; undefined when there is no such run. */
export type StoredSource = {
  view(runId: string, afterSecond: number): Promise<RunView | undefined>;
  /** What was read of this run is not true any more. */
  forget(runId: string): void;
};

/** Views of all runs: from memory while they go on, from the record before and after. */
export class RunViews {
  private readonly live = new Map<string, LiveSource>();
  private readonly stored: StoredSource;
  /** Grows whenever a run begins or ceases to be shown from memory. */
  private changes = 0;

  constructor(stored: StoredSource) {
    this.stored = stored;
  }

  /** From now on the run is shown from memory. */
  show(runId: string, source: LiveSource): void {
    this.live.set(runId, source);
    this.stored.forget(runId);
    this.changes++;
  }

  /** What is stored is the truth again. */
  hide(runId: string): void {
    this.live.delete(runId);
    this.stored.forget(runId);
    this.changes++;
  }

  /**
   * Calls `use` with the view in the very tick in which the view is true, so that what `use` does (joining the updates,
   * say) leaves no gap and no overlap.
   */
  async withView<T>(runId: string, afterSecond: number, use: (view: RunView | undefined) => T): Promise<T> {
    for (;;) {
      const source = this.live.get(runId);
      if (source) return use(source(afterSecond));
      const before = this.changes;
      const view = await this.stored.view(runId, afterSecond);
      if (this.changes === before) return use(view);
    }
  }

  view(runId: string, afterSecond: number): Promise<RunView | undefined> {
    return this.withView(runId, afterSecond, (view) => view);
  }
}
