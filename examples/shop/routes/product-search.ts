import { type DatabaseKind, type Parameters, perDatabase, type Statement } from '../database/protocol.ts';
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

/** Where words, with blanks between them, are found by their beginnings. */
const matching: Record<DatabaseKind, string> = {
  sqlite: `FROM product_search WHERE product_search MATCH '"' || replace(:words, ' ', '"* AND "') || '"*'`,
  postgres: `FROM product_search WHERE words @@ to_tsquery('simple', replace(:words, ' ', ':* & ') || ':*')`,
};

/** Finds words by their beginnings in the full-text index. */
export function indexedSearch(words: string[]): Listing {
  return {
    page: {
      name: 'search_page',
      // The index first, then its few products by id: SQLite keeps the order that CROSS JOIN says.
      sql: {
        sqlite: `SELECT ${columns} FROM (
            SELECT rowid AS found ${matching.sqlite} ORDER BY rowid LIMIT :limit OFFSET :offset
          ) CROSS JOIN products ON products.id = found ORDER BY products.id`,
        // MATERIALIZED: else the planner reads all products in order until it has enough, for a rare word to the last one.
        postgres: `WITH found AS MATERIALIZED (SELECT product_id ${matching.postgres})
          SELECT ${columns} FROM (
            SELECT product_id FROM found ORDER BY product_id LIMIT :limit OFFSET :offset
          ) AS page JOIN products ON products.id = page.product_id ORDER BY products.id`,
      },
    },
    count: { name: 'search_count', sql: perDatabase((kind) => `SELECT count(*) AS total ${matching[kind]}`) },
    parameters: { words: words.join(' ') },
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
      sql: whateverCase(`SELECT ${columns} ${found} ORDER BY id LIMIT :limit OFFSET :offset`),
    },
    count: { name: 'search_count', sql: whateverCase(`SELECT count(*) AS total ${found}`) },
    parameters: Object.fromEntries(words.map((word, index) => [`word${index}`, `%${word}%`])),
  };
}

/** In PostgreSQL, LIKE tells small letters from capital ones. */
const whateverCase = (sql: string) =>
  perDatabase((kind) => (kind === 'sqlite' ? sql : sql.replaceAll(' LIKE ', ' ILIKE ')));
