import type { HttpBindings } from '@hono/node-server';
import type { Session } from '../database/session.ts';

/** What the middlewares hand to the routes. */
export type ShopEnvironment = {
  Bindings: HttpBindings;
  Variables: { db: Session; shopper: Shopper };
};

/** Who is logged in, and the cart of that login. */
export type Shopper = { userId: number; cartId: string };
