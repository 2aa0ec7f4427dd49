import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Statement, sqlFor } from '../database/protocol.ts';
import { writeCatalogue } from '../seed/catalogue.ts';
import { indexedSearch, type Listing, scanningSearch, wordsOf } from './product-search.ts';

const folder = mkdtempSync(join(tmpdir(), 'search-'));
let database: DatabaseSync;
beforeAll(() => {
  const path = join(folder, 'catalogue.sqlite');
  writeCatalogue(path, 1_000);
  database = new DatabaseSync(path, { readOnly: true });
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const textOf = (statement: Statement | undefined) => sqlFor('sqlite', statement?.sql ?? '');
const range = { limit: 1_000, offset: 0 };
const idsOf = ({ page, parameters }: Listing) =>
  database
    .prepare(textOf(page))
    .all({ ...parameters, ...range })
    .map((row) => row.id);
const totalOf = ({ count, parameters }: Listing) => database.prepare(textOf(count)).get(parameters)?.total;
const planOf = (sql: string, parameters: Listing['parameters']) =>
  database
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all(parameters)
    .map((step) => step.detail)
    .join('\n');

test('words are what is left of a query without punctuation', () => {
  expect(wordsOf(' Trail, JACKET* "o1" ')).toEqual(['trail', 'jacket', 'o1']);
  expect(wordsOf('Übergröße')).toEqual(['übergröße']);
  for (const q of ['', '%', 'a', 'ok b', 'ab '.repeat(9)]) expect(() => wordsOf(q)).toThrow(/1 to 8 words/);
});

describe.each(['jacket', 'moss', 'navy xl', 'winter', 'waterproof black', 'zzzz'])('a search for %s', (q) => {
  test('finds the same products with and without the index', () => {
    const words = wordsOf(q);
    const ids = idsOf(indexedSearch(words));
    expect(ids).toEqual(idsOf(scanningSearch(words, 4)));
    expect(totalOf(indexedSearch(words))).toBe(ids.length);
    expect(totalOf(scanningSearch(words, 4))).toBe(ids.length);
  });
});

test('pages follow one another', () => {
  const { page, parameters } = indexedSearch(['black']);
  const read = (limit: number, offset: number) =>
    database.prepare(textOf(page)).all({ ...parameters, limit, offset });
  expect([...read(10, 0), ...read(10, 10)]).toEqual(read(20, 0));
});

test('the index answers the mended search, the faulty one compares every product', () => {
  const mended = indexedSearch(['moss']);
  for (const statement of [mended.page, mended.count]) {
    const plan = planOf(textOf(statement), {
      ...mended.parameters,
      ...(statement === mended.page && range),
    });
    expect(plan).toContain('product_search VIRTUAL TABLE INDEX');
    expect(plan).not.toMatch(/SCAN products/);
  }
  const faulty = scanningSearch(['moss'], 4);
  expect(planOf(textOf(faulty.page), { ...faulty.parameters, ...range })).toContain('SCAN products');
  expect(planOf(textOf(faulty.count), faulty.parameters)).toContain('SCAN products');
});

test('each strength of the faulty search compares one more column', () => {
  const comparisons = [1, 2, 3, 4].map((strength) => {
    const { page } = scanningSearch(['moss'], strength);
    return textOf(page).split('LIKE').length - 1;
  });
  expect(comparisons).toEqual([1, 2, 3, 4]);
});
