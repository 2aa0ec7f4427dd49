import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { anyOf, type Parameters, perDatabase, type Statement } from '../database/protocol.ts';
import type { Session } from '../database/session.ts';
import type { ShopEnvironment } from '../http/environment.ts';
import { RequestError } from '../http/errors.ts';
import { parseBody } from '../http/input.ts';
import { requireShopper } from '../http/require-shopper.ts';
import { itemSchema } from './cart.ts';

const orderSchema = z.object({ items: z.array(itemSchema).min(1).max(50).optional() });
type Item = z.output<typeof itemSchema>;
type PricedItem = Item & { cents: number };

const cartItems: Statement = {
  name: 'cart_items',
  sql: 'SELECT product_id AS "productId", quantity FROM cart_items WHERE cart_id = :cartId',
};
const pricesOfProducts: Statement = {
  name: 'price_of_products',
  sql: perDatabase(
    (kind) => `SELECT product_id AS "productId", cents FROM prices
        WHERE product_id ${anyOf(kind, 'ids', 'int')}`,
  ),
};
const insertOrder: Statement = {
  name: 'insert_order',
  sql: 'INSERT INTO orders VALUES (:orderId, :userId, :placedAt, :totalCents)',
};
const insertItem: Statement = {
  name: 'insert_order_item',
  sql: 'INSERT INTO order_items VALUES (:orderId, :productId, :quantity, :cents)',
};
const emptyCart: Statement = {
  name: 'empty_cart',
  sql: 'DELETE FROM cart_items WHERE cart_id = :cartId',
};

/** Orders what the body names, or else what is in the cart. */
export function orderRoutes(): Hono<ShopEnvironment> {
  return new Hono<ShopEnvironment>().post('/', requireShopper(), async (c) => {
    const { items: named } = await parseBody(c, orderSchema);
    const db = c.get('db');
    const { userId, cartId } = c.get('shopper');
    const wanted = named ? merged(named) : await db.all<Item>(cartItems, { cartId });
    if (wanted.length === 0) {
      throw new RequestError(409, 'the cart is empty: add items to it, or name `items` in the body');
    }
    const items = await priced(db, wanted);
    const orderId = randomUUID();
    const placedAt = new Date().toISOString();
    const totalCents = items.reduce((sum, { quantity, cents }) => sum + quantity * cents, 0);
    const order: [Statement, Parameters] = [insertOrder, { orderId, userId, placedAt, totalCents }];
    const inserts = items.map((item): [Statement, Parameters] => [insertItem, { orderId, ...item }]);
    await db.transaction('place_order', [order, ...inserts, ...(named ? [] : [clear(cartId)])]);
    const lines = items.map(({ cents, ...item }) => ({ ...item, price: cents / 100 }));
    return c.json({ id: orderId, userId, placedAt, total: totalCents / 100, items: lines }, 201);
  });
}

const clear = (cartId: string): [Statement, Parameters] => [emptyCart, { cartId }];

/** One line per product, however often it was named. */
function merged(items: Item[]): Item[] {
  const quantities = new Map<number, number>();
  for (const { productId, quantity } of items) {
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  }
  return [...quantities].map(([productId, quantity]) => ({ productId, quantity }));
}

async function priced(db: Session, items: Item[]): Promise<PricedItem[]> {
  const ids = JSON.stringify(items.map(({ productId }) => productId));
  const rows = await db.all<{ productId: number; cents: number }>(pricesOfProducts, { ids });
  const cents = new Map(rows.map((row) => [row.productId, row.cents]));
  const unknown = items.filter(({ productId }) => !cents.has(productId));
  if (unknown.length > 0) {
    const names = unknown.map(({ productId }) => productId).join(', ');
    throw new RequestError(404, `there is no product ${names}`);
  }
  return items.map((item) => ({ ...item, cents: cents.get(item.productId) ?? 0 }));
}
