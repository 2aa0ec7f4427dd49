import type { Environment } from '../../plan/environment.ts';
import type { Plan } from '../../plan/plan.ts';
import type { EngineEvent } from '../../run/engine.ts';
import { initialState, type RunState, reduce } from '../../run/run-state.ts';
import type { RunRecords } from './run-records.ts';

/** A run, with what its record does not hold. */
export type RecordedRun = {
  id: string;
  plan: Plan;
  environment: Environment;
  workers: number | null;
  /** How it was steered. */
  steering?: readonly EngineEvent[];
};

/** The state that a run's events led to, from its record; an initial one when there is none. The end is not reduced. */
export async function replay(run: RecordedRun, records: RunRecords): Promise<RunState> {
  const state = initialState(run.plan, run.environment);
  for (const event of run.steering ?? []) reduce(state, event);
  await records.read(run.id, {
    onHeader: ({ startedAt, series }) => {
      reduce(state, { type: 'started', startedAt: Date.parse(startedAt), workers: run.workers ?? 0 });
      reduce(state, { type: 'series', series: series.slice(state.series.length) });
    },
    onSnapshot: (snapshot) => reduce(state, { type: 'snapshot', snapshot }),
  });
  return state;
}
