import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';

export const databaseKinds = ['sqlite', 'postgres'] as const;
export type DatabaseKind = (typeof databaseKinds)[number];

/** One text where all databases understand the same, else one for each. Parameters are written `:name`. */
export type Sql = string | Readonly<Record<DatabaseKind, string>>;

/** A statement and the short name it has in the metrics. */
export type Statement = { name: string; sql: Sql };
export type Parameters = Record<string, SQLInputValue>;
export type Row = Record<string, SQLOutputValue>;

/** One round trip: either one statement, or several that succeed or fail together. */
export type Work =
  | { kind: 'query'; sql: Sql; parameters: Parameters }
  | { kind: 'transaction'; steps: { sql: Sql; parameters: Parameters }[] };

export const sqlFor = (kind: DatabaseKind, sql: Sql): string => (typeof sql === 'string' ? sql : sql[kind]);

/** A statement whose texts differ in some places only. */
export const perDatabase = (write: (kind: DatabaseKind) => string): Sql => ({
  sqlite: write('sqlite'),
  postgres: write('postgres'),
});

/** What `IN` or `= ANY` compares with: the items of a parameter that is a list in JSON. */
export const anyOf = (kind: DatabaseKind, parameter: string, type: 'int' | 'text'): string =>
  kind === 'sqlite'
    ? `IN (SELECT value FROM json_each(:${parameter}))`
    : `= ANY (ARRAY(SELECT json_array_elements_text(:${parameter})::${type}))`;
