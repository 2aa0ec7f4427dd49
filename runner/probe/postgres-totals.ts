import type pg from 'pg';
import { z } from 'zod';
import type { PostgresTotals } from '../../lib/probe/postgres/postgres-totals.ts';

const number = z.coerce.number();

/** Statements of all users of this database; ours are not among them. */
const STATEMENTS = `SELECT queryid AS id, left(regexp_replace(query, '\\s+', ' ', 'g'), 300) AS text, calls,
  total_exec_time AS ms, rows, shared_blks_hit + shared_blks_read AS blocks FROM pg_stat_statements
  WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND toplevel AND queryid IS NOT NULL
  AND query NOT LIKE '%pg_stat_%' ORDER BY total_exec_time DESC LIMIT 1000`;
const Statement = z.object({
  ...{ id: z.coerce.string(), text: z.string(), calls: number, ms: number, rows: number, blocks: number },
});

/** Two tables of one name are told apart by their schemas. */
const QUALIFIED = `CASE WHEN count(*) OVER (PARTITION BY relname) > 1 THEN schemaname || '.' || relname ELSE relname END`;

const TABLES = `SELECT ${QUALIFIED} AS name, n_live_tup AS rows, seq_scan AS "sequentialScans", seq_tup_read AS "rowsWithoutIndex",
  coalesce(idx_scan, 0) AS "indexScans", coalesce(idx_tup_fetch, 0) AS "rowsByIndex",
  coalesce(heap_blks_hit, 0) + coalesce(idx_blks_hit, 0) AS hit, coalesce(heap_blks_read, 0) + coalesce(idx_blks_read, 0) AS read
  FROM pg_stat_user_tables JOIN pg_statio_user_tables USING (relid, schemaname, relname)
  ORDER BY seq_tup_read + coalesce(idx_tup_fetch, 0) DESC LIMIT 1000`;
const Table = z.object({
  ...{ name: z.string(), rows: number, sequentialScans: number, rowsWithoutIndex: number },
  ...{ indexScans: number, rowsByIndex: number, hit: number, read: number },
});

const INDEXES = `SELECT indexrelname AS name, relname AS table, idx_scan AS scans, idx_tup_read AS rows,
  pg_relation_size(indexrelid) AS bytes, indisunique AS "isUnique"
  FROM pg_stat_user_indexes JOIN pg_index USING (indexrelid) ORDER BY idx_scan DESC LIMIT 1000`;
const Index = z.object({
  ...{
    name: z.string(),
    table: z.string(),
    scans: number,
    rows: number,
    bytes: number,
    isUnique: z.boolean(),
  },
});

/** All that is counted, as it stands now. */
export async function totalsOf(from: pg.Client, hasStatements: boolean): Promise<PostgresTotals> {
  const rows = async <T extends z.ZodType>(sql: string, row: T): Promise<z.output<T>[]> =>
    z.array(row).parse((await from.query(sql)).rows);
  return {
    statements: hasStatements ? await rows(STATEMENTS, Statement) : [],
    tables: await rows(TABLES, Table),
    indexes: await rows(INDEXES, Index),
  };
}
