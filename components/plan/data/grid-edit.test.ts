import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCsv } from '@/lib/plan/csv.ts';
import type { Grid } from '../document/plan-draft.ts';
import { toCsv, toGrid, withColumn, withoutColumn, withoutRow, withRow } from './grid-edit.ts';

const grid: Grid = {
  columns: ['a', 'column'],
  cells: [
    ['1', '2'],
    ['3', '4'],
  ],
};

it('takes rows and columns in and out', () => {
  expect(withRow(grid).cells).toEqual([
    ['1', '2'],
    ['3', '4'],
    ['', ''],
  ]);
  expect(withoutRow(grid, 0).cells).toEqual([['3', '4']]);
  expect(withColumn(grid)).toEqual({
    columns: ['a', 'column', 'column2'],
    cells: [
      ['1', '2', ''],
      ['3', '4', ''],
    ],
  });
  expect(withoutColumn(grid, 0)).toEqual({ columns: ['column'], cells: [['2'], ['4']] });
});

it('becomes CSV and is read back the same, whatever the text', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', '') });
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), { minLength: 1 }), (cells) => {
      const { records } = readCsv(toCsv({ columns: ['x', 'y'], cells }));
      expect(toGrid(records.map(({ fields }) => fields))).toEqual({ columns: ['x', 'y'], cells });
    }),
  );
});
