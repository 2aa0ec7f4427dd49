import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type pg from 'pg';
import { createAccounts, ensureCatalogue, removeAccounts } from './files.ts';
import {
  accountsInPostgres,
  accountTableNames,
  catalogueInPostgres,
  catalogueTableNames,
  searchInPostgres,
} from './postgres-schema.ts';

type Options = {
  dataDir: string;
  products: number;
  passwordHash: string;
  tell: (line: string) => void;
};

const rowsAtOnce = 2_000;

/**
 * Copies what SQLite has into the schema, so that both databases hold the same. A catalogue that is there already stays;
 * accounts are made anew. Rejects when the schema belongs to somebody else.
 */
export async function seedPostgres(client: pg.Client, schema: string, options: Options): Promise<void> {
  const { dataDir, products, passwordHash, tell } = options;
  const cataloguePath = ensureCatalogue(dataDir, products, tell);
  const digest = createHash('sha256').update(catalogueInPostgres + searchInPostgres);
  const version = `${basename(cataloguePath)} ${digest.digest('hex').slice(0, 8)}`;
  const accountsPath = createAccounts(dataDir, products, passwordHash);
  try {
    await client.query("BEGIN; SET LOCAL maintenance_work_mem = '256MB'");
    const isThere = (await seededWith(client, schema)) === version;
    if (!isThere) {
      const startedAt = performance.now();
      tell(`shop: copying ${products.toLocaleString('en')} products into PostgreSQL`);
      await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema};
        CREATE TABLE ${schema}.seeded (version text NOT NULL); ${catalogueInPostgres}`);
      await copyAll(client, cataloguePath, catalogueTableNames);
      await client.query(searchInPostgres);
      await client.query(`INSERT INTO ${schema}.seeded VALUES ($1)`, [version]);
      tell(`shop: copied in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    }
    await client.query(`DROP TABLE IF EXISTS ${accountTableNames.join(', ')}; ${accountsInPostgres}`);
    await copyAll(client, accountsPath, accountTableNames);
    await client.query('COMMIT');
    const changed = [...accountTableNames, ...(isThere ? [] : [...catalogueTableNames, 'product_search'])];
    await client.query(`VACUUM ANALYZE ${changed.join(', ')}`);
  } finally {
    removeAccounts(accountsPath);
  }
}

/** What the schema was filled with; undefined when there is none yet. */
async function seededWith(client: pg.Client, schema: string): Promise<string | undefined> {
  const found = 'SELECT 1 FROM information_schema.schemata WHERE schema_name = $1';
  if ((await client.query(found, [schema])).rows.length === 0) return undefined;
  const ours = `SELECT to_regclass('${schema}.seeded') IS NOT NULL AS ours`;
  const [{ ours: isOurs } = { ours: false }] = (await client.query<{ ours: boolean }>(ours)).rows;
  if (!isOurs) throw new Error(`the schema ${schema} there is somebody else's; name another database`);
  return (await client.query<{ version: string }>(`SELECT version FROM ${schema}.seeded`)).rows[0]?.version;
}

async function copyAll(client: pg.Client, path: string, tables: readonly string[]): Promise<void> {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    for (const table of tables) {
      const insert = `INSERT INTO ${table} SELECT * FROM json_populate_recordset(null::${table}, $1)`;
      let rows: unknown[] = [];
      for (const row of database.prepare(`SELECT * FROM ${table}`).iterate()) {
        if (rows.push(row) < rowsAtOnce) continue;
        await client.query(insert, [JSON.stringify(rows)]);
        rows = [];
      }
      if (rows.length > 0) await client.query(insert, [JSON.stringify(rows)]);
    }
  } finally {
    database.close();
  }
}
