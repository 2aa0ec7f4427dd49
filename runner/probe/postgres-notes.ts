import type pg from 'pg';
import { z } from 'zod';

const RIGHTS = `SELECT
  (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS "isSuperuser",
  pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS "seesAll",
  count(*) FILTER (WHERE NOT (has_schema_privilege(schemaname, 'USAGE') AND has_table_privilege(relid, 'SELECT'))) AS closed,
  count(*) AS tables, coalesce(string_agg(DISTINCT quote_ident(schemaname), ', '), '') AS schemas FROM pg_stat_user_tables`;
const Rights = z.object({
  isSuperuser: z.boolean().nullable(),
  seesAll: z.boolean(),
  closed: z.coerce.number(),
  tables: z.coerce.number(),
  schemas: z.string(),
});

/** What the role cannot tell, and what would let it. */
export async function notesOn(from: pg.Client, hasStatements: boolean): Promise<string[]> {
  const [rights] = z.array(Rights).parse((await from.query(RIGHTS)).rows);
  if (!rights) return [];
  const { isSuperuser, seesAll, closed, tables, schemas } = rights;
  const notes: string[] = [];
  if (!hasStatements)
    notes.push(
      'No statements are told: pg_stat_statements is not there. Load it (shared_preload_libraries), then CREATE EXTENSION pg_stat_statements in this database.',
    );
  if (!seesAll)
    notes.push(
      "Statements and connections of other users are not seen: GRANT pg_monitor to this probe's role.",
    );
  if (closed > 0)
    notes.push(
      `${closed} of ${tables} tables are closed to this role, so statements on them are told without their plans. EXPLAIN reads no table, but wants the right to: GRANT USAGE ON SCHEMA ${schemas} and GRANT SELECT ON ALL TABLES IN SCHEMA ${schemas} give it.`.slice(
        0,
        600,
      ),
    );
  if (isSuperuser)
    notes.push('This role is a superuser. A role with pg_monitor sees as much, and can break nothing.');
  return notes;
}
