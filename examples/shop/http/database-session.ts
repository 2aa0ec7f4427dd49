import { createMiddleware } from 'hono/factory';
import type { ConnectionPool } from '../database/pool.ts';
import { type Lease, Session } from '../database/session.ts';
import type { Metrics } from '../metrics.ts';
import type { ShopEnvironment } from './environment.ts';
import { routeOf } from './measure.ts';

/** Gives every request a database session, and ends it with the request. */
export const databaseSessions = (pool: ConnectionPool, lease: Lease, metrics: Metrics) =>
  createMiddleware<ShopEnvironment>(async (c, next) => {
    const session = new Session(pool, lease, {
      waited: (seconds) => metrics.poolWaitSeconds.observe(seconds),
      queried: (query, seconds) => metrics.querySeconds.observe({ query }, seconds),
    });
    c.set('db', session);
    c.env.outgoing.once('close', () => session.abandon());
    try {
      await next();
    } finally {
      const labels = { method: c.req.method, route: routeOf(c) };
      metrics.queriesPerRequest.observe(labels, session.queries);
      await session.end();
    }
  });
