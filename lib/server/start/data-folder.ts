import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { StartError } from './start-error.ts';

export type DataFolder = {
  /** For `migrate` and `openDatabase`. */
  databaseUrl: string;
  /** Where the record files of runs are. */
  recordsDir: string;
  /** Lets another server have the folder. */
  release(): Promise<void>;
};

/**
 * Makes the folder (mode 0700) where needed, tries to write to it, and takes it for this process alone: two servers on
 * one folder would each take the other's runs for lost ones. Throws a StartError.
 */
export async function takeDataFolder(dataDir: string): Promise<DataFolder> {
  const recordsDir = join(dataDir, 'runs');
  try {
    await makeFolder(recordsDir);
    const probe = join(recordsDir, `.probe-${process.pid}`);
    await writeFile(probe, 'Rehearsal can write here.\n');
    await rm(probe);
  } catch (cause) {
    throw new StartError(
      `The data folder ${dataDir} cannot be written to: ${reason(cause)}.\n` +
        'Make room or give this user the right to write there, or set REHEARSAL_DATA_DIR to another folder.',
    );
  }
  return {
    databaseUrl: pathToFileURL(join(dataDir, 'rehearsal.db')).href,
    recordsDir,
    release: await lock(dataDir),
  };
}

/** Makes a folder and those above it. Node's own `recursive` never ends where the system refuses, below /proc say. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path, { mode: 0o700 });
  }
}

/** An open exclusive transaction on a database of its own: the system takes the lock back however the process ends. */
async function lock(dataDir: string): Promise<() => Promise<void>> {
  const url = pathToFileURL(join(dataDir, 'server.lock')).href;
  const database = await new PrismaLibSql({ url, timeout: 0 }).connect();
  try {
    await database.executeRaw({ sql: 'BEGIN EXCLUSIVE', args: [], argTypes: [] });
  } catch {
    await database.dispose();
    throw new StartError(
      `Another Rehearsal is using the data folder ${dataDir}.\nStop that one, or set REHEARSAL_DATA_DIR to another folder.`,
    );
  }
  return async () => {
    // Closing alone waits for the garbage collector to let go of the statements.
    await database.executeRaw({ sql: 'ROLLBACK', args: [], argTypes: [] });
    await database.dispose();
  };
}

/** What the system says, without the call and the path: `ENOSPC: no space left on device`. */
function reason(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.replace(/,? (open|mkdir|write|unlink)( '.*')?$/, '');
}
