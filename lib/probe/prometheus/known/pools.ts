import type { KnownMetric } from '../known-metric.ts';

const gauge = { take: 'value', chart: 'Connection pool', unit: 'count' } as const;
const wait = { chart: 'Waiting for a connection', unit: 'seconds' } as const;

/** Pools of database connections, and what was asked through them. */
export const POOLS: readonly KnownMetric[] = [
  { metric: 'db_pool_size', ...gauge, label: 'connections', role: 'pool-size' },
  { metric: 'db_pool_in_use', ...gauge, label: 'in use', role: 'pool-in-use' },
  { metric: 'db_pool_waiting', ...gauge, label: 'waiting', role: 'pool-waiting' },
  { metric: 'db_pool_wait_seconds', take: 'mean', ...wait, label: 'mean', role: 'pool-wait-mean' },
  { metric: 'db_pool_wait_seconds', take: 'p95', ...wait, label: 'p95', role: 'pool-wait-p95' },
  {
    ...{
      metric: 'db_queries_per_request',
      take: 'mean',
      by: ['method', 'route'],
      role: 'queries-per-request',
    },
    ...{ chart: 'Queries per request', label: 'mean', unit: 'count' },
  },
  {
    ...{ metric: 'db_query_duration_seconds_count', take: 'rate', by: ['query'], role: 'query-rate' },
    ...{ chart: 'Queries', label: 'queries', unit: 'per-second' },
  },
  {
    ...{ metric: 'db_query_duration_seconds', take: 'mean', by: ['query'], role: 'query-mean' },
    ...{ chart: 'Duration of queries', label: 'mean', unit: 'seconds' },
  },
  // HikariCP, behind most JVM services.
  { metric: 'hikaricp_connections_max', ...gauge, label: 'connections', role: 'pool-size' },
  { metric: 'hikaricp_connections_active', ...gauge, label: 'in use', role: 'pool-in-use' },
  { metric: 'hikaricp_connections_pending', ...gauge, label: 'waiting', role: 'pool-waiting' },
  {
    metric: 'hikaricp_connections_acquire_seconds',
    take: 'mean',
    ...wait,
    label: 'mean',
    role: 'pool-wait-mean',
  },
  // database/sql of Go.
  { metric: 'go_sql_max_open_connections', ...gauge, label: 'connections', role: 'pool-size' },
  { metric: 'go_sql_in_use_connections', ...gauge, label: 'in use', role: 'pool-in-use' },
];

const bouncer = { take: 'value', chart: 'PgBouncer', unit: 'count' } as const;

export const PGBOUNCER: readonly KnownMetric[] = [
  {
    metric: 'pgbouncer_pools_client_active_connections',
    ...bouncer,
    label: 'clients at work',
    role: 'pool-in-use',
  },
  {
    metric: 'pgbouncer_pools_client_waiting_connections',
    ...bouncer,
    label: 'clients waiting',
    role: 'pool-waiting',
  },
  { metric: 'pgbouncer_pools_server_active_connections', ...bouncer, label: 'connections at work' },
  { metric: 'pgbouncer_pools_server_idle_connections', ...bouncer, label: 'connections idle' },
  {
    ...{ metric: 'pgbouncer_pools_client_maxwait_seconds', take: 'value', samples: 'max' },
    ...wait,
    label: 'longest now',
    role: 'pool-wait-p95',
  },
];
