import type { EndReason } from '../../run/engine.ts';
import { reduce, summaryOf } from '../../run/run-state.ts';
import { type RecordedRun, replay } from './replay.ts';
import { type Ending, ending } from './run-ending.ts';
import type { RunRecords } from './run-records.ts';

/**
 * The ending of a run of which only what is in its record counts: its server was lost, or the record could not be
 * written to the end. So the figures in lists are those that its page shows. `endedAt` is reckoned when left out.
 */
export async function endingByRecord(
  run: RecordedRun & { release: string | null },
  records: RunRecords,
  end: { reason: EndReason; endedAt?: number },
): Promise<Ending> {
  const { reason } = end;
  // A disk that is still full can be read all the same.
  await records.mend(run.id).catch(() => {});
  const state = await replay(run, records);
  reduce(state, { type: 'finished', reason });
  const lastSecond = state.startedAt === null ? Date.now() : state.startedAt + state.points.length * 1000;
  const endedAt = end.endedAt ?? lastSecond;
  return ending({ state, reason, summary: summaryOf(state, { release: run.release, endedAt }), endedAt });
}
