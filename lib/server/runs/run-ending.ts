import type { EndReason } from '../../run/engine.ts';
import type { RunState } from '../../run/run-state.ts';
import type { RunSummary } from '../../run/summary.ts';
import { reasonInWords } from '../../run/verdict.ts';
import type { Database } from '../database.ts';
import type { Prisma } from '../generated/client.ts';

/** What the row of a run gets when it ends. */
export type Ending = Prisma.RunUpdateManyMutationInput;

/** Of a run that had started. */
export function ending(run: {
  state: RunState;
  reason: EndReason;
  summary: RunSummary;
  endedAt: number;
}): Ending {
  const { state, reason, summary, endedAt } = run;
  const { totals } = summary;
  if (state.startedAt === null) return endingUnstarted(reason, endedAt);
  return {
    status: 'finished',
    verdict: summary.verdict,
    endReason: summary.endReason,
    reason: JSON.stringify(reason),
    startedAt: new Date(state.startedAt),
    endedAt: new Date(endedAt),
    workers: state.workers,
    durationSeconds: summary.durationSeconds,
    requests: totals.requests,
    failedRate: totals.requests === 0 ? 0 : totals.failed / totals.requests,
    requestsPerSecond: totals.requestsPerSecond,
    p50: totals.responseTimeMs.p50,
    p95: totals.responseTimeMs.p95,
    p99: totals.responseTimeMs.p99,
    summary: JSON.stringify(summary),
  };
}

/** Of a run that never started: there are no figures. */
export function endingUnstarted(reason: EndReason, endedAt: number): Ending {
  return {
    status: 'finished',
    verdict: 'aborted',
    endReason: reasonInWords(reason),
    reason: JSON.stringify(reason),
    endedAt: new Date(endedAt),
  };
}

/** Ends a run that still waits; false when it does not wait any more. */
export async function endQueued(db: Database, id: string, reason: EndReason): Promise<boolean> {
  const { count } = await db.run.updateMany({
    where: { id, status: 'queued' },
    data: endingUnstarted(reason, Date.now()),
  });
  return count > 0;
}
