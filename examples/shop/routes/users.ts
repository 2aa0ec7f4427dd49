import { Hono } from 'hono';
import { z } from 'zod';
import { anyOf, perDatabase, type Row, type Statement } from '../database/protocol.ts';
import type { ShopEnvironment } from '../http/environment.ts';
import { RequestError } from '../http/errors.ts';
import { idOf, parse, positive } from '../http/input.ts';

const ordersQuery = z.object({ limit: positive.max(100).default(20) });

const userById: Statement = {
  name: 'user_by_id',
  sql: 'SELECT id, email, name, member_since AS "memberSince" FROM users WHERE id = :id',
};
const ordersOfUser: Statement = {
  name: 'orders_of_user',
  sql: `SELECT id, placed_at AS "placedAt", total_cents / 100.0 AS total FROM orders
        WHERE user_id = :id ORDER BY placed_at DESC LIMIT :limit`,
};
const itemsOfOrders: Statement = {
  name: 'items_of_orders',
  sql: perDatabase(
    (kind) => `SELECT order_id AS "orderId", product_id AS "productId", quantity, cents / 100.0 AS price
        FROM order_items WHERE order_id ${anyOf(kind, 'ids', 'text')}`,
  ),
};
type OrderRow = { id: string; placedAt: string; total: number };
type ItemRow = { orderId: string; productId: number; quantity: number; price: number };

export function userRoutes(): Hono<ShopEnvironment> {
  const routes = new Hono<ShopEnvironment>();

  routes.get('/:id', async (c) => {
    const id = idOf(c);
    const [user] = await c.get('db').all<Row>(userById, { id });
    if (!user) throw new RequestError(404, `there is no user ${id}`);
    return c.json(user);
  });

  routes.get('/:id/orders', async (c) => {
    const id = idOf(c);
    const { limit } = parse(ordersQuery, c.req.query(), 'query');
    const db = c.get('db');
    const [[user], orders] = await Promise.all([
      db.all<Row>(userById, { id }),
      db.all<OrderRow>(ordersOfUser, { id, limit }),
    ]);
    if (!user) throw new RequestError(404, `there is no user ${id}`);
    const ids = JSON.stringify(orders.map((order) => order.id));
    const items = Map.groupBy(await db.all<ItemRow>(itemsOfOrders, { ids }), (item) => item.orderId);
    return c.json({
      userId: id,
      orders: orders.map((order) => ({ ...order, items: (items.get(order.id) ?? []).map(line) })),
    });
  });

  return routes;
}

const line = ({ productId, quantity, price }: ItemRow) => ({ productId, quantity, price });
