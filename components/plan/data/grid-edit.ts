import type { Cell, Grid } from '../document/plan-draft.ts';

/** Grids for rows of data; every function gives a new grid. */

export const EMPTY_GRID: Grid = { columns: ['column'], cells: [['']] };

export const withRow = ({ columns, cells }: Grid): Grid => ({
  columns,
  cells: [...cells, columns.map(() => '')],
});

export const withoutRow = ({ columns, cells }: Grid, row: number): Grid => ({
  columns,
  cells: cells.toSpliced(row, 1),
});

export function withColumn({ columns, cells }: Grid): Grid {
  let name = 'column';
  for (let number = 2; columns.includes(name); number++) name = `column${number}`;
  return { columns: [...columns, name], cells: cells.map((row) => [...row, '']) };
}

export const withoutColumn = ({ columns, cells }: Grid, column: number): Grid => ({
  columns: columns.toSpliced(column, 1),
  cells: cells.map((row) => row.toSpliced(column, 1)),
});

/** The grid as CSV text (RFC 4180). */
export function toCsv({ columns, cells }: Grid): string {
  return [columns, ...cells].map((row) => `${row.map(field).join(',')}\n`).join('');
}

function field(cell: Cell): string {
  const text = String(cell);
  return /[",\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A grid of records that were read from CSV, the header line first; short rows are filled up. */
export function toGrid(records: readonly (readonly string[])[]): Grid {
  const [header = [], ...rows] = records;
  return { columns: [...header], cells: rows.map((row) => header.map((_, at) => row[at] ?? '')) };
}
