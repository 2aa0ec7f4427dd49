import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine, SchemasContainer } from '@prisma/schema-engine-wasm';
import * as engineBindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { root } from './root.mjs';

export const SCHEMA_FILE = join(root, 'prisma/schema.prisma');
export const MIGRATIONS_FOLDER = join(root, 'prisma/migrations');

const NOTHING_EXTERNAL = { externalTables: [], externalEnums: [] };

let loading: Promise<void> | undefined;

/** Once in a process: the bindings keep one instance's memory for good. */
function loadBindings(): Promise<void> {
  loading ??= (async () => {
    const file = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm'));
    const { instance } = await WebAssembly.instantiate(await readFile(file), {
      './schema_engine_bg.js': engineBindings,
    });
    engineBindings.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
  })();
  return loading;
}

/** Prisma's schema engine as WebAssembly, on the database at `databaseUrl`. It needs no downloaded program. */
export async function openSchemaEngine(databaseUrl: string): Promise<SchemaEngine> {
  await loadBindings();
  const adapter = bindMigrationAwareSqlAdapterFactory(new ScriptingAdapter({ url: databaseUrl }));
  const files: [string, string][] = [[SCHEMA_FILE, await readFile(SCHEMA_FILE, 'utf8')]];
  return engineBindings.SchemaEngine.new({ datamodels: files }, () => {}, adapter);
}

/**
 * The engine replays migrations with `executeRaw`, of which libSQL runs the first statement only and says nothing.
 * A statement without values is therefore run as a script.
 */
class ScriptingAdapter extends PrismaLibSql {
  override async connect(): Promise<SqlDriverAdapter> {
    return asScripts(await super.connect());
  }

  override async connectToShadowDb(): Promise<SqlDriverAdapter> {
    return asScripts(await super.connectToShadowDb());
  }
}

function asScripts(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const executeRaw = adapter.executeRaw.bind(adapter);
  adapter.executeRaw = async (query) => {
    if (query.args.length > 0) return executeRaw(query);
    await adapter.executeScript(query.sql);
    return 0;
  };
  return adapter;
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
