import type { Logger } from 'pino';
import { CapacityReport } from '../../capacity/report.ts';
import { endedReport } from '../../capacity/search.ts';
import type { EndReason } from '../../run/engine.ts';
import { reasonInWords } from '../../run/verdict.ts';
import type { Database } from '../database.ts';
import { storedEnvironment } from '../environments/environment-row.ts';
import { endingByRecord } from './ending-by-record.ts';
import { PLAN_COLUMNS, planOfRun } from './plan-of-run.ts';
import { endingUnstarted } from './run-ending.ts';
import { steeringOf } from './run-events.ts';
import type { RunRecords } from './run-records.ts';

const LOST: EndReason = { kind: 'server-lost' };

/**
 * Ends, at the start of a server, what an earlier one left: runs that were going on keep what their record has, runs
 * that waited do not start by themselves, since nobody may be there to watch the load.
 */
export async function recoverRuns({
  db,
  records,
  log,
}: {
  db: Database;
  records: RunRecords;
  log: Logger;
}): Promise<void> {
  await db.run.updateMany({
    where: { status: 'queued' },
    data: endingUnstarted({ kind: 'stopped', by: 'server-stop' }, Date.now()),
  });
  const lost = await db.run.findMany({
    where: { status: { in: ['starting', 'running', 'stopping'] } },
    select: {
      id: true,
      release: true,
      workers: true,
      environmentDocument: true,
      capacity: true,
      ...PLAN_COLUMNS,
    },
  });
  for (const { id, release, workers, environmentDocument, capacity, ...planRow } of lost) {
    const run = {
      id,
      release: release || null,
      workers,
      plan: planOfRun(planRow),
      environment: storedEnvironment(environmentDocument),
      steering: await steeringOf(db, id),
    };
    const data = {
      ...(await endingByRecord(run, records, { reason: LOST })),
      ...(capacity !== null && { capacity: lostSearch(capacity) }),
    };
    await db.run.update({ where: { id }, data });
    log.warn({ run: id, seconds: data.durationSeconds ?? 0 }, 'ended a run that an earlier server left');
  }
}

/** A search that was going on ends with what it had found out. */
const lostSearch = (text: string) =>
  JSON.stringify(endedReport(CapacityReport.parse(JSON.parse(text)), reasonInWords(LOST)));
