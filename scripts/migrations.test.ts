import { cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../lib/server/migrate.ts';
import { MIGRATIONS_FOLDER, missingSql, openSchemaEngine, readMigrationList } from './schema-engine.ts';

let folder: string;
let url: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rehearsal-migrations-'));
  url = pathToFileURL(join(folder, 'data', 'rehearsal.db')).href;
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A copy of our migrations that a test may add to. */
async function copyOfMigrations(): Promise<string> {
  const copy = join(folder, 'migrations');
  await cp(MIGRATIONS_FOLDER, copy, { recursive: true });
  return copy;
}

async function addMigration(migrations: string, name: string, sql: string): Promise<void> {
  await mkdir(join(migrations, name), { recursive: true });
  await writeFile(join(migrations, name, 'migration.sql'), sql);
}

async function query(sql: string): Promise<unknown[][]> {
  const database = await new PrismaLibSql({ url }).connect();
  try {
    return (await database.queryRaw({ sql, args: [], argTypes: [] })).rows;
  } finally {
    await database.dispose();
  }
}

async function execute(script: string): Promise<void> {
  const database = await new PrismaLibSql({ url }).connect();
  await database.executeScript(script);
  await database.dispose();
}

describe('the migrations', () => {
  it('lead to exactly prisma/schema.prisma', async () => {
    expect(await missingSql()).toBe('');
  });

  it('would be found to lack something if they did', async () => {
    const migrations = await copyOfMigrations();
    await addMigration(migrations, '9999_extra', 'CREATE TABLE "Extra" ("id" TEXT NOT NULL PRIMARY KEY);');
    expect(await missingSql(migrations)).toContain('DROP TABLE "Extra"');
  });
});

describe('migrate', () => {
  it('makes the database in a folder for the owner only, and finds nothing to do the second time', async () => {
    const first = await migrate(url);
    expect(first).toContain('0001_start');
    expect((await stat(join(folder, 'data'))).mode & 0o777).toBe(0o700);
    expect(await migrate(url)).toEqual([]);
  });

  it('leaves a database that Prisma itself finds in step with the migrations', async () => {
    await migrate(url);
    const engine = await openSchemaEngine(url);
    expect(
      await engine.diagnoseMigrationHistory({
        migrationsList: await readMigrationList(MIGRATIONS_FOLDER),
        optInToShadowDatabase: true,
        filters: { externalTables: [], externalEnums: [] },
      }),
    ).toMatchObject({
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    });
  });

  it('takes a migration back that fails half-way, and applies it when it is mended', async () => {
    const migrations = await copyOfMigrations();
    await addMigration(migrations, '9999_broken', 'CREATE TABLE "Extra" ("id" TEXT);\nCREATE NONSENSE;');
    await expect(migrate(url, migrations)).rejects.toThrow(/"9999_broken".*taken back: .*NONSENSE/);
    expect(await query(`SELECT name FROM sqlite_master WHERE name = 'Extra'`)).toEqual([]);

    await addMigration(migrations, '9999_broken', 'CREATE TABLE "Extra" ("id" TEXT);');
    expect(await migrate(url, migrations)).toEqual(['9999_broken']);
    expect(await query(`SELECT name FROM sqlite_master WHERE name = 'Extra'`)).toEqual([['Extra']]);
  });

  it('rebuilds a table without deleting what refers to it', async () => {
    const migrations = join(folder, 'migrations');
    await addMigration(
      migrations,
      '0001_start',
      `CREATE TABLE "Parent" ("id" TEXT NOT NULL PRIMARY KEY);
       CREATE TABLE "Child" ("parent" TEXT REFERENCES "Parent" ("id") ON DELETE CASCADE);`,
    );
    await migrate(url, migrations);
    await execute(`INSERT INTO "Parent" VALUES ('p'); INSERT INTO "Child" VALUES ('p');`);
    await addMigration(
      migrations,
      '0002_rebuild',
      `CREATE TABLE "new_Parent" ("id" TEXT NOT NULL PRIMARY KEY, "name" TEXT);
       INSERT INTO "new_Parent" ("id") SELECT "id" FROM "Parent";
       DROP TABLE "Parent";
       ALTER TABLE "new_Parent" RENAME TO "Parent";`,
    );
    await migrate(url, migrations);
    expect(await query('SELECT * FROM "Child"')).toEqual([['p']]);
  });

  it('says so when a newer release made the database', async () => {
    const migrations = await copyOfMigrations();
    await addMigration(migrations, '9999_future', 'CREATE TABLE "Future" ("id" TEXT);');
    await migrate(url, migrations);
    await expect(migrate(url)).rejects.toThrow(/"9999_future".*a newer Rehearsal made it/);
  });

  it('says so when an applied migration was changed', async () => {
    const migrations = await copyOfMigrations();
    await addMigration(migrations, '9999_extra', 'CREATE TABLE "Extra" ("id" TEXT);');
    await migrate(url, migrations);
    await addMigration(migrations, '9999_extra', 'CREATE TABLE "Extra" ("name" TEXT);');
    await expect(migrate(url, migrations)).rejects.toThrow(/"9999_extra" was changed after/);
  });

  it('says so when the folder cannot be made', async () => {
    await writeFile(join(folder, 'data'), 'a file, not a folder');
    await expect(migrate(url)).rejects.toThrow(/cannot be (made|opened)/);
  });

  it('says so when the file is no database', async () => {
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'rehearsal.db'), 'nothing that SQLite would know'.repeat(200));
    await expect(migrate(url)).rejects.toThrow(/cannot be prepared: .*not a database/);
  });
});
