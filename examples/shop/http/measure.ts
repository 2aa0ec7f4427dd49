import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { Metrics } from '../metrics.ts';
import type { ShopEnvironment } from './environment.ts';
import { clientGone } from './errors.ts';

/** The pattern of the route that answers, so that /products/1 and /products/2 are one series. */
export const routeOf: typeof routePath = (c) => {
  const pattern = routePath(c, -1);
  return pattern === '/*' ? 'unmatched' : pattern;
};

/** Measures every request from its arrival until its last byte is handed to the network. */
export const measureRequests = (metrics: Metrics) =>
  createMiddleware<ShopEnvironment>(async (c, next) => {
    const arrivedAt = performance.now();
    const { outgoing } = c.env;
    const labels = { method: c.req.method, route: routeOf(c) };
    outgoing.once('close', () => {
      const status = outgoing.writableFinished ? outgoing.statusCode : clientGone;
      const seconds = (performance.now() - arrivedAt) / 1000;
      metrics.requestSeconds.observe({ ...labels, status }, seconds);
    });
    await next();
  });
