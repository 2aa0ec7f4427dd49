import { z } from 'zod';

/**
 * How the values of a column go together over time. Of `sum`, `max` and `last` a second without a value has 0. Of
 * `lowest`, `highest` and `latest` it has none (NaN): they may be below zero. A `histogram` is merged slot by slot.
 */
export const RULES = ['sum', 'max', 'last', 'lowest', 'highest', 'latest', 'histogram'] as const;
export type Rule = (typeof RULES)[number];

const PAIR_ROWS = 2 ** 24;

/** A column and a row in one number. */
export const pairOf = (column: number, row: number): number => column * PAIR_ROWS + row;
export const columnOfPair = (pair: number): number => Math.floor(pair / PAIR_ROWS);
export const rowOfPair = (pair: number): number => pair % PAIR_ROWS;

/** What a second without a value has. */
export const nothingOf = (rule: Rule): number =>
  rule === 'lowest' || rule === 'highest' || rule === 'latest' ? Number.NaN : 0;

/** One value for two that follow on each other. */
export function together(rule: Rule, before: number, after: number): number {
  switch (rule) {
    case 'max':
      return Math.max(before, after);
    case 'last':
      return after;
    case 'lowest':
    case 'highest':
    case 'latest':
      if (Number.isNaN(after)) return before;
      if (Number.isNaN(before) || rule === 'latest') return after;
      return rule === 'lowest' ? Math.min(before, after) : Math.max(before, after);
    default:
      return before + after;
  }
}

/** What a number of the record belongs to: a request, a scenario, a load worker … Named by its table and its key. */
export const RecordRow = z.object({ table: z.string().max(100), key: z.array(z.string()) });
export type RecordRow = z.output<typeof RecordRow>;

export const RecordColumn = z.object({
  table: z.string().max(100),
  name: z.string().max(200),
  rule: z.enum(RULES),
});
export type RecordColumn = z.output<typeof RecordColumn>;

/** What blocks add to the dictionary: ids go on counting. */
export const Additions = z.object({ rows: z.array(RecordRow), columns: z.array(RecordColumn) });
export type Additions = z.output<typeof Additions>;

/**
 * The names of rows and columns; blocks hold only their ids. It grows while a run goes on: a request that is first made
 * after an hour is added then, and a column that this program does not know is kept by its name and its rule.
 */
export class Dictionary {
  readonly rows: RecordRow[] = [];
  readonly columns: RecordColumn[] = [];
  /** Position of each row among those of its table. */
  readonly positions: number[] = [];
  private readonly rowIds = new Map<string, number>();
  private readonly columnIds = new Map<string, number>();
  private readonly byTable = new Map<string, number[]>();

  row(table: string, key: readonly string[]): number {
    const name = JSON.stringify([table, key]);
    return this.rowIds.get(name) ?? this.addRow({ table, key: [...key] }, name);
  }

  column(table: string, name: string, rule: Rule): number {
    const full = `${table}\n${name}`;
    return this.columnIds.get(full) ?? this.addColumn({ table, name, rule }, full);
  }

  /** Undefined when no block has it. */
  findColumn(table: string, name: string): number | undefined {
    return this.columnIds.get(`${table}\n${name}`);
  }

  /** Whether both a row and a column of a `pairOf` are known, and the column has numbers. */
  hasPair(pair: number): boolean {
    const rule = this.columns[columnOfPair(pair)]?.rule;
    return rule !== undefined && rule !== 'histogram' && this.rows[rowOfPair(pair)] !== undefined;
  }

  /** Ids of the rows of a table in the order in which they were added. */
  rowsOf(table: string): readonly number[] {
    return this.byTable.get(table) ?? [];
  }

  /** What was added since there were so many rows and columns. */
  since(rows: number, columns: number): Additions {
    return { rows: this.rows.slice(rows), columns: this.columns.slice(columns) };
  }

  add({ rows, columns }: Additions): void {
    for (const row of rows) this.addRow(row, JSON.stringify([row.table, row.key]));
    for (const column of columns) this.addColumn(column, `${column.table}\n${column.name}`);
  }

  private addRow(row: RecordRow, name: string): number {
    const id = this.rows.push(row) - 1;
    const ofTable = this.byTable.get(row.table) ?? [];
    this.byTable.set(row.table, ofTable);
    this.positions.push(ofTable.push(id) - 1);
    this.rowIds.set(name, id);
    return id;
  }

  private addColumn(column: RecordColumn, name: string): number {
    const id = this.columns.push(column) - 1;
    this.columnIds.set(name, id);
    return id;
  }
}
