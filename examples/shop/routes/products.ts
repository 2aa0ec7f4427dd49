import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Row, Statement } from '../database/protocol.ts';
import type { Session } from '../database/session.ts';
import type { Faults } from '../faults.ts';
import type { ShopEnvironment } from '../http/environment.ts';
import { RequestError } from '../http/errors.ts';
import { idOf, parse, positive } from '../http/input.ts';
import { addDetails } from './product-details.ts';
import { everything, indexedSearch, type Listing, scanningSearch, wordsOf } from './product-search.ts';
import { textsByFamily } from './product-texts.ts';

const allFields = [
  'id',
  'sku',
  'name',
  'brand',
  'tags',
  'price',
  'rating',
  'reviews',
  'stock',
  'category',
] as const;

const querySchema = z.object({
  page: positive.max(100_000).default(1),
  limit: positive.max(100).default(20),
  fields: z
    .string()
    .transform((text) => text.split(',').map((field) => field.trim()))
    .pipe(z.array(z.enum(allFields, `write a list of ${allFields.join(',')}`)))
    .default([...allFields]),
  q: z.string().max(100).optional(),
});

const pageTexts = 8;
const productById: Statement = {
  name: 'product_by_id',
  sql: `SELECT products.id, family_id, sku, products.name, products.brand, products.tags,
          cents / 100.0 AS price, categories.name AS category,
          (SELECT sum(quantity) FROM stock WHERE product_id = products.id) AS stock,
          (SELECT round(avg(rating), 1) FROM reviews WHERE product_id = products.id) AS rating,
          (SELECT count(*) FROM reviews WHERE product_id = products.id) AS reviews
        FROM products JOIN prices ON prices.product_id = products.id
        JOIN families ON families.id = family_id JOIN categories ON categories.id = category_id
        WHERE products.id = :id`,
};

/** The catalogue: a page of it, searched or not, and single products. */
export function productRoutes(faults: Faults, catalogueSize: number): Hono<ShopEnvironment> {
  const routes = new Hono<ShopEnvironment>();

  routes.get('/', async (c) => {
    const { page, limit, fields: asked, q } = parse(querySchema, c.req.query(), 'query');
    const db = c.get('db');
    const fields = faults['big-payload'] > 0 ? allFields : asked;
    const listing = q === undefined ? everything : search(wordsOf(q), faults);
    const { products, total } = await readPage(db, listing, page, limit, catalogueSize);
    await addDetails(db, products, fields, faults['n-plus-one']);
    const items = products.map((product) => only(product, fields));
    if (faults['big-payload'] > 0) {
      const texts = await textsByFamily(db, products, faults['big-payload']);
      products.forEach((product, index) => {
        Object.assign(items[index] ?? {}, { texts: texts.get(product.family_id) });
      });
    }
    return c.json({ page, limit, total, items });
  });

  routes.get('/:id', productPage);
  return routes;
}

async function productPage(c: Context<ShopEnvironment>): Promise<Response> {
  const id = idOf(c);
  const db = c.get('db');
  const products = await db.all<Row>(productById, { id });
  const [product] = products;
  if (!product) throw new RequestError(404, `there is no product ${id}`);
  const texts = await textsByFamily(db, products, pageTexts);
  return c.json({ ...only(product, allFields), texts: texts.get(product.family_id) });
}

const search = (words: string[], faults: Faults): Listing =>
  faults['slow-search'] > 0 ? scanningSearch(words, faults['slow-search']) : indexedSearch(words);

async function readPage(
  db: Session,
  { page: statement, count, parameters }: Listing,
  page: number,
  limit: number,
  catalogueSize: number,
): Promise<{ products: Row[]; total: number }> {
  const [products, [counted]] = await Promise.all([
    db.all<Row>(statement, { ...parameters, limit, offset: (page - 1) * limit }),
    count ? db.all<{ total: number }>(count, parameters) : [],
  ]);
  return { products, total: counted?.total ?? catalogueSize };
}

const only = (product: Row, fields: readonly string[]): Row =>
  Object.fromEntries(fields.map((field) => [field, product[field] ?? null]));
