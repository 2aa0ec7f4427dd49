import { readCsv } from './csv.ts';
import type { Dataset } from './dataset.ts';
import { asDraft, asList, type Draft } from './rules/draft.ts';
import { isVariableName } from './variable-name.ts';

/** One row: text by column. */
export type DataRow = Record<string, string>;

/** What a dataset is without its rows; kept because editors ask again at every key press. */
type CsvOutline = { csv: string; columns: string[]; rows: number; problems: string[] };

const MAX_LISTED_LINES = 10;
/** More than a plan being edited is likely to hold; bounds the memory that old texts keep. */
const MAX_REMEMBERED = 8;
const remembered: CsvOutline[] = [];

const listed = (numbers: number[]): string => {
  const more = numbers.length - MAX_LISTED_LINES;
  return numbers.slice(0, MAX_LISTED_LINES).join(', ') + (more > 0 ? ` and ${more} more` : '');
};

function headerProblems(columns: string[]): string[] {
  const problems: string[] = [];
  for (const name of new Set(columns)) {
    if (columns.indexOf(name) !== columns.lastIndexOf(name))
      problems.push(`the header line names the column "${name}" twice`);
    if (!isVariableName(name)) {
      const suggested = name.trim().replace(/[^A-Za-z0-9_-]+/g, '_');
      const separator = /[;\t|]/.test(name) ? '; columns are separated by commas' : '';
      const mend =
        isVariableName(suggested) && separator === '' ? `; write for example "${suggested}"` : separator;
      problems.push(
        `the column name "${name}" must start with a letter and hold only letters, digits, _ and -${mend}`,
      );
    }
  }
  return problems;
}

function outlineOf(csv: string): CsvOutline {
  const found = remembered.find((outline) => outline.csv === csv);
  if (found) return found;
  const { records, problems } = readCsv(csv);
  const [header, ...rows] = records;
  const columns = header?.fields ?? [];
  const ragged = rows.filter((row) => row.fields.length !== columns.length);
  const sentences = [
    ...headerProblems(columns),
    ...problems.slice(0, MAX_LISTED_LINES).map(({ line, message }) => `line ${line}: ${message}`),
  ];
  if (rows.length === 0) sentences.push('needs a header line and at least one row below it');
  const [first] = ragged;
  if (first) {
    sentences.push(
      `the header line has ${columns.length} columns, but line ${first.line} has ${first.fields.length}` +
        (ragged.length > 1
          ? `; ${ragged.length} lines do not fit: ${listed(ragged.map(({ line }) => line))}`
          : ''),
    );
  }
  const outline = { csv, columns, rows: rows.length, problems: sentences };
  remembered.unshift(outline);
  remembered.length = Math.min(remembered.length, MAX_REMEMBERED);
  return outline;
}

/** Sentences about what is wrong with a dataset's rows; none when all fit. */
export function datasetProblems(dataset: Draft): string[] {
  if (dataset.source === 'csv')
    return typeof dataset.csv === 'string' && dataset.csv !== '' ? outlineOf(dataset.csv).problems : [];
  const rows = asList(dataset.rows);
  const columns = Object.keys(asDraft(rows[0]));
  if (rows.length > 0 && columns.length === 0)
    return ['the first row has no columns; give it at least one, e.g. { email: a@example.com }'];
  const ragged = rows.flatMap((row, index) => {
    const own = Object.keys(asDraft(row));
    return own.length === columns.length && own.every((column) => columns.includes(column)) ? [] : [index];
  });
  if (ragged.length === 0) return [];
  return [
    `every row needs the columns of the first (${columns.join(', ')}); rows ${listed(ragged.map((index) => index + 1))} differ`,
  ];
}

/** Names of a dataset's columns, also while its rows are still wrong. */
export function columnsOf(dataset: Draft): string[] {
  if (dataset.source === 'csv') return typeof dataset.csv === 'string' ? outlineOf(dataset.csv).columns : [];
  return Object.keys(asDraft(asList(dataset.rows)[0]));
}

/** How many rows a dataset has, also while some are still wrong. */
export function rowCountOf(dataset: Draft): number {
  if (dataset.source === 'csv') return typeof dataset.csv === 'string' ? outlineOf(dataset.csv).rows : 0;
  return asList(dataset.rows).length;
}

/** All rows of a dataset of a parsed plan, as placeholders see them. Reads the whole text each time. */
export function rowsOf(dataset: Dataset): DataRow[] {
  if (dataset.source === 'rows') {
    return dataset.rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([column, value]) => [column, String(value)])),
    );
  }
  const [header, ...rows] = readCsv(dataset.csv).records;
  const columns = header?.fields ?? [];
  return rows.map(({ fields }) =>
    Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? ''])),
  );
}
