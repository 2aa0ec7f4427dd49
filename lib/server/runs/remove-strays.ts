import { rm } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { Database } from '../database.ts';
import type { RunRecords } from './run-records.ts';

/**
 * Removes, at the start of a server, files of runs that are not in the database any more, and imports that were cut short: what
 * an earlier server left that ended in the middle of it.
 */
export async function removeStrays({
  db,
  records,
  log,
}: {
  db: Database;
  records: RunRecords;
  log: Logger;
}): Promise<void> {
  const files = await records.files();
  const rows = await db.run.findMany({ select: { id: true } });
  const known = new Set(rows.map(({ id }) => id));
  const strays = files.filter(({ runId }) => runId === null || !known.has(runId));
  for (const { path } of strays) await rm(path, { force: true });
  if (strays.length > 0)
    log.warn({ files: strays.length }, 'removed files of runs that are not there any more');
}
