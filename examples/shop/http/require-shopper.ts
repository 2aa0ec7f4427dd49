import { createMiddleware } from 'hono/factory';
import { readToken } from '../tokens.ts';
import type { ShopEnvironment } from './environment.ts';

/** Lets only requests with a valid access token through; others get a 401. */
export const requireShopper = () =>
  createMiddleware<ShopEnvironment>(async (c, next) => {
    c.set('shopper', readToken(c.req.header('Authorization'), Date.now()));
    await next();
  });
