import { setImmediate } from 'node:timers/promises';
import type { Environment } from '../../plan/environment.ts';
import type { Plan } from '../../plan/plan.ts';
import type { RunRecord } from '../../record/record-codec.ts';
import { initialState, type RunState, reduce } from '../../run/run-state.ts';

/** How long to work at a stretch: live updates of another run must not wait for a long record. Milliseconds. */
const STRETCH_MS = 25;

/** What a record does not hold of its run. */
export type RecordedRun = { plan: Plan; environment: Environment; workers: number | null };

/** The state that a run's events led to, from its record. The end is not reduced. */
export async function replay(run: RecordedRun, record: RunRecord | undefined): Promise<RunState> {
  const state = initialState(run.plan, run.environment);
  if (!record) return state;
  const startedAt = Date.parse(record.header.startedAt);
  reduce(state, { type: 'started', startedAt, workers: run.workers ?? 0 });
  let since = performance.now();
  for (const snapshot of record.snapshots) {
    reduce(state, { type: 'snapshot', snapshot });
    if (performance.now() - since < STRETCH_MS) continue;
    await setImmediate();
    since = performance.now();
  }
  return state;
}
