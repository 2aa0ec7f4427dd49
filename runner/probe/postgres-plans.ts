import pg from 'pg';
import { z } from 'zod';
import type { Planned } from '../../lib/probe/postgres/postgres-totals.ts';

const MOST_LINES = 200;
const MOST_LINE = 500;
/** Planning one statement may take so long, milliseconds. */
const PLAN_MS = 1_000;

const TEXT = `SELECT query FROM pg_stat_statements WHERE queryid = $1 AND toplevel
  AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) LIMIT 1`;

/** Where tables are, the busiest schema first: statements say it seldom. */
const PATH = `SELECT set_config('search_path', concat_ws(', ', '"$user"', 'public', (
  SELECT string_agg(quote_ident(schemaname), ', ' ORDER BY reads DESC) FROM (
    SELECT schemaname, sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) AS reads FROM pg_stat_user_tables GROUP BY 1
  ) AS schemas)), true)`;

const Text = z.object({ query: z.string() });
const Parameters = z.object({ count: z.coerce.number() });
const Line = z.object({ 'QUERY PLAN': z.string() });

/**
 * Plans of statements, by their ids in pg_stat_statements: EXPLAIN, which runs nothing, with parameters that are not known.
 * All within one transaction that only reads and is rolled back. Never ANALYZE.
 */
export async function plansOf(from: pg.Client, ids: readonly string[]): Promise<Map<string, Planned>> {
  const plans = new Map<string, Planned>();
  if (ids.length === 0) return plans;
  await from.query(`BEGIN READ ONLY; SET LOCAL statement_timeout = ${PLAN_MS};
    SET LOCAL plan_cache_mode = force_generic_plan`);
  try {
    await from.query(PATH);
    for (const id of ids) plans.set(id, await planOf(from, id));
  } finally {
    await from.query('ROLLBACK');
  }
  return plans;
}

async function planOf(from: pg.Client, id: string): Promise<Planned> {
  const [found] = z.array(Text).parse((await from.query(TEXT, [id])).rows);
  if (!found) return { noPlan: 'Its text is no longer kept.' };
  if (/^<insufficient privilege>/.test(found.query))
    return { noPlan: 'It is of another user: give the role pg_monitor.' };
  if (!/^\s*(--.*\n\s*|\/\*[\s\S]*?\*\/\s*)*(SELECT|WITH|VALUES|TABLE)\b/i.test(found.query))
    return { noPlan: 'Only statements that read are explained.' };
  await from.query('SAVEPOINT plan');
  try {
    // Of a text with several statements the extended protocol takes none.
    const prepare = { text: `PREPARE rehearsal_plan AS ${found.query}`, queryMode: 'extended' };
    await from.query(prepare);
    const asked = `SELECT cardinality(parameter_types) AS count FROM pg_prepared_statements WHERE name = 'rehearsal_plan'`;
    const [{ count } = { count: 0 }] = z.array(Parameters).parse((await from.query(asked)).rows);
    const values = count > 0 ? `(${Array.from({ length: count }, () => 'NULL').join(', ')})` : '';
    const lines = z.array(Line).parse((await from.query(`EXPLAIN EXECUTE rehearsal_plan${values}`)).rows);
    return {
      plan: lines.slice(0, MOST_LINES).map((line) => line['QUERY PLAN'].slice(0, MOST_LINE)),
    };
  } catch (error) {
    await from.query('ROLLBACK TO plan');
    if (!(error instanceof pg.DatabaseError)) throw error;
    return { noPlan: reasonOf(error) };
  } finally {
    await from.query('DEALLOCATE ALL').catch(() => {});
  }
}

function reasonOf({ code, message }: pg.DatabaseError): string {
  const hint =
    code === '42501'
      ? ': EXPLAIN reads nothing, but wants a role that may; GRANT SELECT on the table'
      : code === '42P01'
        ? ': it is in no schema that the role may use; GRANT USAGE on the schema'
        : '';
  return `EXPLAIN says: ${message}${hint}.`.slice(0, 500);
}
