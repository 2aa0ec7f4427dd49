import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ConnectionPool } from './database/pool.ts';
import type { Faults, Release } from './faults.ts';
import { compressAnswers } from './http/compress.ts';
import { databaseSessions } from './http/database-session.ts';
import type { ShopEnvironment } from './http/environment.ts';
import { answerError, RequestError } from './http/errors.ts';
import { keepBodies } from './http/keep-bodies.ts';
import { measureRequests } from './http/measure.ts';
import type { Metrics } from './metrics.ts';
import { cartRoutes } from './routes/cart.ts';
import { loginRoutes } from './routes/login.ts';
import { orderRoutes } from './routes/orders.ts';
import { productRoutes } from './routes/products.ts';
import { userRoutes } from './routes/users.ts';

const largestBody = 64 * 1024;

type Parts = {
  release: Release;
  faults: Faults;
  products: number;
  pool: ConnectionPool;
  metrics: Metrics;
};

/** The shop's routes, behind the middlewares that its faults switch. */
export function createApp({ release, faults, products, pool, metrics }: Parts): Hono<ShopEnvironment> {
  const app = new Hono<ShopEnvironment>();
  app.onError(answerError);
  app.notFound((c) => {
    throw new RequestError(404, `the shop has nothing at ${c.req.method} ${c.req.path}`);
  });

  app.use(measureRequests(metrics));
  app.get('/health', (c) => c.json({ status: 'ok', release, faults, products }));
  app.get('/metrics', async (c) => {
    const page = await metrics.registry.metrics();
    return c.body(page, 200, { 'Content-Type': metrics.registry.contentType });
  });

  app.use('/api/*', bodyLimit({ maxSize: largestBody, onError: refuseBody }));
  if (faults['body-leak'] > 0) app.use('/api/*', keepBodies(faults['body-leak'] * 1024));
  if (faults['big-payload'] === 0) app.use('/api/*', compressAnswers());
  const lease = faults['small-pool'] > 0 ? 'request' : 'query';
  app.use('/api/*', databaseSessions(pool, lease, metrics));
  app.route('/api/v1/auth', loginRoutes(faults));
  app.route('/api/v1/products', productRoutes(faults, products));
  app.route('/api/v1/cart', cartRoutes());
  app.route('/api/v1/orders', orderRoutes());
  app.route('/api/users', userRoutes());
  return app;
}

function refuseBody(): never {
  throw new RequestError(413, `the body is too large: send at most ${largestBody} bytes`);
}
