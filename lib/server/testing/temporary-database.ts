import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../database.ts';
import { migrate } from '../migrate.ts';

/** A migrated database in a data folder of its own, closed and removed when the test ends. */
export async function temporaryDatabase(): Promise<{ db: Database; dataDir: string; file: string }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rehearsal-test-'));
  const file = join(dataDir, 'rehearsal.db');
  const url = pathToFileURL(file).href;
  await migrate(url);
  const db = await openDatabase(url);
  onTestFinished(async () => {
    await db.$disconnect();
    await rm(dataDir, { recursive: true, force: true });
  });
  return { db, dataDir, file };
}
