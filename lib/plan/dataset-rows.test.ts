import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from './csv.ts';
import type { Dataset } from './dataset.ts';
import { columnsOf, datasetProblems, rowsOf } from './dataset-rows.ts';

const csvDataset = (csv: string): Dataset => ({ name: 'd', order: 'sequential', source: 'csv', csv });
const problemsOf = (csv: string) => datasetProblems(csvDataset(csv));

describe('readCsv', () => {
  it('reads quotes, line breaks in fields, any line end, and keeps the line numbers', () => {
    const { records, problems } = readCsv('\uFEFFa,b\r\n"x, ""y""","1\n2"\r\n\r\nlast,\rend,z');
    expect(records).toEqual([
      { fields: ['a', 'b'], line: 1 },
      { fields: ['x, "y"', '1\n2'], line: 2 },
      { fields: ['last', ''], line: 5 },
      { fields: ['end', 'z'], line: 6 },
    ]);
    expect(problems).toEqual([]);
  });

  it('reads back whatever was written', () => {
    const quote = (field: string) => `"${field.replaceAll('"', '""')}"`;
    const table = fc.array(
      fc.array(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', 'é') }), {
        minLength: 2,
        maxLength: 4,
      }),
    );
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, lineEnd) => {
        const text = rows.map((row) => row.map(quote).join(',') + lineEnd).join('');
        expect(readCsv(text).records.map((record) => record.fields)).toEqual(rows);
      }),
    );
  });

  it('reads back what a spreadsheet writes: quotes only where they are needed', () => {
    const quote = (field: string) =>
      /[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
    const field = fc.string({
      unit: fc.constantFrom('a', ',', '"', '""', '\n', '\r\n', '\r', ' ', '\t', ';', '🛒', "'", '\\'),
    });
    const table = fc.tuple(fc.integer({ min: 2, max: 5 }), fc.nat(8)).chain(([columns, rows]) =>
      fc.array(fc.array(field, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), (rows, lineEnd, ended) => {
        const text = rows.map((row) => row.map(quote).join(',')).join(lineEnd) + (ended ? lineEnd : '');
        const { records, problems } = readCsv(text);
        expect([records.map((record) => record.fields), problems]).toEqual([rows, []]);
      }),
      { numRuns: 500 },
    );
  });

  it('answers for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r') }),
        (text) => void readCsv(text),
      ),
    );
  });
});

describe('datasetProblems', () => {
  it('has nothing to say about sound rows', () => {
    expect(problemsOf('email,name\na,b\n')).toEqual([]);
  });

  it.each([
    [
      'email,name\na,b\nc\nd,e\n"f\ng",h,i\nj',
      'the header line has 2 columns, but line 3 has 1; 3 lines do not fit: 3, 5, 7',
    ],
    ['email', 'needs a header line and at least one row below it'],
    ['a,b,a\n1,2,3', 'names the column "a" twice'],
    ['pass word,b\n1,2', 'write for example "pass_word"'],
    ['a;b\n1;2', 'columns are separated by commas'],
    ['a,b\n"x,2', 'line 2: a quote is opened and never closed'],
    ['a,b\n"x"y,2', 'line 2: text stands behind a closing quote'],
  ])('says what is wrong with %j', (csv, message) => {
    expect(problemsOf(csv).join('\n')).toContain(message);
  });
});

describe('rowsOf', () => {
  it('gives text by column, from CSV and from rows', () => {
    expect(rowsOf(csvDataset('email,n\na@x,1\n'))).toEqual([{ email: 'a@x', n: '1' }]);
    const inline: Dataset = { name: 'd', order: 'random', source: 'rows', rows: [{ a: 1, b: true, c: 'x' }] };
    expect(rowsOf(inline)).toEqual([{ a: '1', b: 'true', c: 'x' }]);
    expect(columnsOf(inline)).toEqual(['a', 'b', 'c']);
  });
});
