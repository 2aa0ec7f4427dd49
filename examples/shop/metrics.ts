import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ConnectionPool } from './database/pool.ts';

const secondsBuckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export type Metrics = ReturnType<typeof createMetrics>;

/** All that /metrics shows. Durations are in seconds, as Prometheus wants them. */
export function createMetrics(pool: ConnectionPool) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const gauges: [string, string, () => number][] = [
    ['db_pool_size', 'Database connections in the pool', () => pool.size],
    ['db_pool_in_use', 'Database connections lent to requests', () => pool.inUse],
    ['db_pool_waiting', 'Requests waiting for a database connection', () => pool.waiting],
  ];
  for (const [name, help, value] of gauges) {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  }

  return {
    registry,
    requestSeconds: new Histogram({
      name: 'http_request_duration_seconds',
      help: "From a request's arrival until its answer is handed to the network",
      labelNames: ['method', 'route', 'status'],
      buckets: secondsBuckets,
      registers,
    }),
    queriesPerRequest: new Histogram({
      name: 'db_queries_per_request',
      help: 'Database queries that one request made',
      labelNames: ['method', 'route'],
      buckets: [0, 1, 2, 5, 10, 20, 50, 100, 200, 500],
      registers,
    }),
    querySeconds: new Histogram({
      name: 'db_query_duration_seconds',
      help: 'From sending a query until its rows are there, without waiting for a connection',
      labelNames: ['query'],
      buckets: secondsBuckets,
      registers,
    }),
    poolWaitSeconds: new Histogram({
      name: 'db_pool_wait_seconds',
      help: 'Waiting for a database connection',
      buckets: [0.001, ...secondsBuckets],
      registers,
    }),
  };
}
