import type { Parameters, Statement } from '../database/protocol.ts';
import { RequestError } from '../http/errors.ts';

const columns = 'products.id, family_id, sku, name, brand, tags';

export type Listing = { page: Statement; count: Statement | undefined; parameters: Parameters };

/** The whole catalogue, in the order of ids. Its length is known beforehand. */
export const everything: Listing = {
  page: {
    name: 'listing_page',
    sql: `SELECT ${columns} FROM products ORDER BY id LIMIT :limit OFFSET :offset`,
  },
  count: undefined,
  parameters: {},
};

/** Words that products must contain, all of them. Throws a 400 when there are none to look for. */
export function wordsOf(q: string): string[] {
  const words = q.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0 || words.length > 8 || words.some((word) => word.length < 2)) {
    throw new RequestError(400, 'q: write 1 to 8 words of at least 2 letters or digits each');
  }
  return words;
}

/** Finds words by their beginnings in the full-text index. */
export function indexedSearch(words: string[]): Listing {
  const found = 'FROM product_search WHERE product_search MATCH :match';
  return {
    page: {
      name: 'search_page',
      // CROSS JOIN keeps the order written here: the index first, then its few products by id.
      sql: `SELECT ${columns} FROM (
              SELECT rowid AS found ${found} ORDER BY rowid LIMIT :limit OFFSET :offset
            ) CROSS JOIN products ON products.id = found ORDER BY products.id`,
    },
    count: { name: 'search_count', sql: `SELECT count(*) AS total ${found}` },
    parameters: { match: words.map((word) => `"${word}"*`).join(' AND ') },
  };
}

const description = `EXISTS (
  SELECT 1 FROM texts WHERE texts.family_id = products.family_id AND position = 0 AND body LIKE ?)`;
const comparisons = ['name LIKE ?', 'brand LIKE ?', 'tags LIKE ?', description];

/** The `slow-search` fault: compares the first `compared` columns of every product. */
export function scanningSearch(words: string[], compared: number): Listing {
  const anyColumn = comparisons.slice(0, compared).join(' OR ');
  const conditions = words.map((_, index) => `(${anyColumn.replaceAll('?', `:word${index}`)})`);
  const found = `FROM products WHERE ${conditions.join(' AND ')}`;
  return {
    page: {
      name: 'search_page',
      sql: `SELECT ${columns} ${found} ORDER BY id LIMIT :limit OFFSET :offset`,
    },
    count: { name: 'search_count', sql: `SELECT count(*) AS total ${found}` },
    parameters: Object.fromEntries(words.map((word, index) => [`word${index}`, `%${word}%`])),
  };
}
