import { Hono } from 'hono';
import { z } from 'zod';
import { perDatabase, type Statement } from '../database/protocol.ts';
import type { ShopEnvironment } from '../http/environment.ts';
import { RequestError } from '../http/errors.ts';
import { parseBody } from '../http/input.ts';
import { requireShopper } from '../http/require-shopper.ts';

export const itemSchema = z.object({
  productId: z.int().min(1),
  quantity: z.int().min(1).max(99).default(1),
});

const productExists: Statement = {
  name: 'product_exists',
  sql: 'SELECT id FROM products WHERE id = :id',
};
const addToCart: Statement = {
  name: 'add_to_cart',
  sql: perDatabase(
    (kind) => `INSERT INTO cart_items VALUES (:cartId, :productId, :quantity)
        ON CONFLICT (cart_id, product_id) DO UPDATE
        SET quantity = ${kind === 'sqlite' ? 'min' : 'least'}(99, cart_items.quantity + excluded.quantity)
        RETURNING quantity`,
  ),
};

export function cartRoutes(): Hono<ShopEnvironment> {
  return new Hono<ShopEnvironment>().post('/items', requireShopper(), async (c) => {
    const { productId, quantity } = await parseBody(c, itemSchema);
    const db = c.get('db');
    const { cartId } = c.get('shopper');
    const [product] = await db.all(productExists, { id: productId });
    if (!product) throw new RequestError(404, `there is no product ${productId}`);
    const parameters = { cartId, productId, quantity };
    const [item] = await db.all<{ quantity: number }>(addToCart, parameters);
    return c.json({ cartId, productId, quantity: item?.quantity ?? quantity }, 201);
  });
}
