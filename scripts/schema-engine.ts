import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engineBindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { MigrationList, SchemaEngine, SchemasContainer } from '@prisma/schema-engine-wasm';
import { root } from './root.mjs';

export const SCHEMA_FILE = join(root, 'prisma/schema.prisma');
export const MIGRATIONS_FOLDER = join(root, 'prisma/migrations');

const NOTHING_EXTERNAL = { externalTables: [], externalEnums: [] };

/** Prisma's schema engine as WebAssembly, on the database at `databaseUrl`. It needs no downloaded program. */
export async function openSchemaEngine(databaseUrl: string): Promise<SchemaEngine> {
  const file = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm'));
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    './schema_engine_bg.js': engineBindings,
  });
  engineBindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaLibSql({ url: databaseUrl }));
  const files: [string, string][] = [[SCHEMA_FILE, await readFile(SCHEMA_FILE, 'utf8')]];
  return engineBindings.SchemaEngine.new({ datamodels: files }, () => {}, adapter);
}

/** The SQL that leads from the migrations in `folder` to prisma/schema.prisma; empty when nothing is missing. */
export async function missingSql(folder = MIGRATIONS_FOLDER): Promise<string> {
  const engine = await openSchemaEngine(':memory:');
  const { stdout } = await engine.diff({
    from: { tag: 'migrations', ...(await readMigrationList(folder)) },
    to: { tag: 'schemaDatamodel', ...(await readSchema()) },
    script: true,
    exitCode: null,
    filters: NOTHING_EXTERNAL,
  });
  const sql = stdout ?? '';
  return sql.includes('This is an empty migration') ? '' : sql;
}

/** The migrations in `folder`, as the engine takes them. */
export async function readMigrationList(folder: string): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: await readFile(join(folder, name, 'migration.sql'), 'utf8') },
      },
    })),
  );
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "sqlite"\n' },
    shadowDbInitScript: '',
    migrationDirectories,
  };
}

async function readSchema(): Promise<SchemasContainer> {
  return { files: [{ path: SCHEMA_FILE, content: await readFile(SCHEMA_FILE, 'utf8') }] };
}
