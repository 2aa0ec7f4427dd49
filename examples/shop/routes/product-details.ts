import { anyOf, perDatabase, type Row, type Statement } from '../database/protocol.ts';
import type { Session } from '../database/session.ts';

/** A kind of product detail that lives in tables of its own, and the fields it fills. */
type Detail = { fields: readonly string[]; ofOne: Statement; ofMany: Statement };

/** The same select for one product and for a whole page of them. */
function detail(name: string, fields: readonly string[], select: string, end = ''): Detail {
  return {
    fields,
    ofOne: { name: `${name}_of_product`, sql: `${select} = :id ${end}` },
    ofMany: {
      name: `${name}_of_products`,
      sql: perDatabase((kind) => `${select} ${anyOf(kind, 'ids', 'int')} ${end}`),
    },
  };
}

const details: readonly Detail[] = [
  detail('price', ['price'], 'SELECT product_id AS id, cents / 100.0 AS price FROM prices WHERE product_id'),
  detail(
    'rating',
    ['rating', 'reviews'],
    `SELECT id, round(avg(rating), 1) AS rating, count(rating) AS reviews
     FROM products LEFT JOIN reviews ON product_id = id WHERE id`,
    'GROUP BY id',
  ),
  detail(
    'stock',
    ['stock'],
    'SELECT product_id AS id, sum(quantity) AS stock FROM stock WHERE product_id',
    'GROUP BY product_id',
  ),
  detail(
    'category',
    ['category'],
    `SELECT products.id, categories.name AS category FROM products
     JOIN families ON families.id = family_id JOIN categories ON categories.id = category_id
     WHERE products.id`,
  ),
];

/**
 * Adds the details that fill the wanted fields to the products. The first `oneByOne` kinds are
 * asked for product by product (the `n-plus-one` fault), the others for all products at once.
 */
export async function addDetails(
  db: Session,
  products: Row[],
  fields: readonly string[],
  oneByOne: number,
): Promise<void> {
  const wanted = details.filter((kind) => kind.fields.some((field) => fields.includes(field)));
  for (const product of products) {
    for (const kind of wanted.slice(0, oneByOne)) {
      const [found] = await db.all<Row>(kind.ofOne, { id: product.id ?? null });
      Object.assign(product, found);
    }
  }

  const byId = new Map(products.map((product) => [product.id, product]));
  const ids = JSON.stringify([...byId.keys()]);
  const batches = wanted.slice(oneByOne).map((kind) => db.all<Row>(kind.ofMany, { ids }));
  for (const found of (await Promise.all(batches)).flat()) {
    Object.assign(byId.get(found.id) ?? {}, found);
  }
}
