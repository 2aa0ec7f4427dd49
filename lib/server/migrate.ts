import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { makeFolder } from './make-folder.ts';

const MIGRATIONS = join(import.meta.dirname, '../../prisma/migrations');

// The very table that Prisma's own tools keep, so that they understand our database. A new database is made one that
// can give back the space of what is deleted (`giveBackSpace`).
const CREATE_HISTORY = `PRAGMA auto_vacuum = INCREMENTAL;
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id"                  TEXT PRIMARY KEY NOT NULL,
  "checksum"            TEXT NOT NULL,
  "finished_at"         DATETIME,
  "migration_name"      TEXT NOT NULL,
  "logs"                TEXT,
  "rolled_back_at"      DATETIME,
  "started_at"          DATETIME NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
);`;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/**
 * Brings the database at `databaseUrl` (`file:/path/to/rehearsal.db`) up to date and returns the names of
 * the migrations it applied. The file and its folder (mode 0700) are made when missing. A migration is applied
 * whole or not at all, also when the process is killed half-way. Throws when a migration fails, when the file
 * cannot be written, and when the database was made by a newer Rehearsal.
 */
export async function migrate(databaseUrl: string, migrationsFolder = MIGRATIONS): Promise<string[]> {
  const migrations = await readMigrations(migrationsFolder);
  if (databaseUrl.startsWith('file:')) await makeFolderOf(databaseUrl);
  const database = await connect(databaseUrl);
  try {
    const applied = await readHistory(database, databaseUrl);
    const known = new Map(migrations.map((migration) => [migration.name, migration]));
    for (const { name, checksum } of applied) {
      const migration = known.get(name);
      if (!migration) {
        throw new Error(
          `The database ${databaseUrl} holds the migration "${name}", which this release does not know: ` +
            'a newer Rehearsal made it. Start that release, or set REHEARSAL_DATA_DIR to another folder.',
        );
      }
      if (migration.checksum !== checksum) {
        throw new Error(
          `The migration "${name}" was changed after the database ${databaseUrl} had applied it. ` +
            'Restore the file and put the change into a new migration (npm run db:new -- NAME).',
        );
      }
    }
    const done = new Set(applied.map(({ name }) => name));
    const pending = migrations.filter(({ name }) => !done.has(name));
    for (const migration of pending) await apply(database, migration, databaseUrl);
    return pending.map(({ name }) => name);
  } finally {
    await database.dispose();
  }
}

/** The path of the database file that a `file:` URL names. Relative paths are relative to the current folder. */
export function databaseFile(databaseUrl: string): string {
  return databaseUrl.startsWith('file://') ? fileURLToPath(databaseUrl) : databaseUrl.slice('file:'.length);
}

async function makeFolderOf(databaseUrl: string): Promise<void> {
  const folder = dirname(databaseFile(databaseUrl));
  try {
    await makeFolder(folder);
  } catch (cause) {
    throw new Error(`The folder ${folder} for the database cannot be made: ${reason(cause)}.`, { cause });
  }
}

async function connect(databaseUrl: string): Promise<SqlDriverAdapter> {
  try {
    return await new PrismaLibSql({ url: databaseUrl }).connect();
  } catch (cause) {
    throw new Error(`The database ${databaseUrl} cannot be opened: ${reason(cause)}.`, { cause });
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function readHistory(database: SqlDriverAdapter, databaseUrl: string) {
  try {
    await database.executeScript(CREATE_HISTORY);
    const { rows } = await database.queryRaw({
      sql: 'SELECT "migration_name", "checksum" FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL',
      args: [],
      argTypes: [],
    });
    return rows.map(([name, checksum]) => ({ name: String(name), checksum: String(checksum) }));
  } catch (cause) {
    throw new Error(`The database ${databaseUrl} cannot be prepared: ${reason(cause)}.`, { cause });
  }
}

/** Foreign keys are off meanwhile: a migration that rebuilds a table must not cascade into others. */
async function apply(database: SqlDriverAdapter, migration: Migration, databaseUrl: string): Promise<void> {
  const now = Date.now();
  const record = [randomUUID(), migration.checksum, now, migration.name, now, 1];
  const values = record.map((value) =>
    typeof value === 'number' ? value : `'${value.replaceAll("'", "''")}'`,
  );
  try {
    await database.executeScript('PRAGMA foreign_keys = OFF');
    await database.executeScript(
      `BEGIN IMMEDIATE;\n${migration.sql}\n;INSERT INTO "_prisma_migrations" ` +
        '("id", "checksum", "finished_at", "migration_name", "started_at", "applied_steps_count") ' +
        `VALUES (${values.join(', ')});\nCOMMIT;`,
    );
  } catch (cause) {
    throw new Error(
      `The migration "${migration.name}" of the database ${databaseUrl} failed and was taken back: ${reason(cause)}.`,
      { cause },
    );
  }
}

/** What the system or the database says, without a full stop at the end. */
function reason(cause: unknown): string {
  const detail = cause as { message?: string; cause?: { message?: string; originalMessage?: string } };
  const words = (detail.cause?.originalMessage ?? detail.message ?? String(cause)).replace(/\.$/, '');
  // SQLITE_CANTOPEN comes as a bare number.
  return /: 14\b/.test(words)
    ? 'no file can be opened or made there (missing rights, or a read-only disk)'
    : words;
}
