import { z } from 'zod';

/** What one curve of a probe is of. */

export const PROBE_UNITS = [
  'seconds',
  'bytes',
  'bytes-per-second',
  'per-second',
  'cores',
  'share',
  'count',
] as const;
export type ProbeUnit = (typeof PROBE_UNITS)[number];

/**
 * What a curve means, whatever the stack calls it: rules look for these. Times are seconds, shares 0..1, CPU is in cores.
 */
export const PROBE_ROLES = [
  'process-cpu',
  'process-start',
  'resident-memory',
  'heap-used',
  'external-memory',
  'memory-limit',
  'event-loop-lag-mean',
  'event-loop-lag-p99',
  'event-loop-lag-max',
  'gc-share',
  'gc-pause-mean',
  'threads',
  'open-files',
  'open-files-limit',
  'http-rate',
  'http-mean',
  'http-p95',
  'http-in-flight',
  'client-rate',
  'client-mean',
  'pool-size',
  'pool-in-use',
  'pool-waiting',
  'pool-wait-mean',
  'pool-wait-p95',
  'queries-per-request',
  'query-rate',
  'query-mean',
  'host-cpu',
  'host-cpus',
  'host-load',
  'host-memory-available',
  'host-memory',
  'host-sockets',
  'host-received',
  'host-sent',
  'host-segments',
  'host-retransmits',
  'throttled-share',
  'server-connections',
  'query-rows',
  'query-blocks',
  'db-connections',
  'db-connections-limit',
  'db-active',
  'db-idle-in-transaction',
  'db-lock-waiting',
  'db-cache-hit',
  'table-rows-scanned',
  'cache-hit',
  'cache-lookups',
  'cache-evictions',
] as const;
export type ProbeRole = (typeof PROBE_ROLES)[number];

export const ProbeSeries = z.object({
  /** Of its own within the probe. */
  key: z.string().max(600),
  /** What of it is drawn: `p95`, `used`. */
  label: z.string().max(300),
  /** Curves with the same title are drawn together. */
  chart: z.string().max(200),
  unit: z.enum(PROBE_UNITS),
  role: z.enum(PROBE_ROLES).nullable(),
  /** Which route, query or pool it is of; empty for the whole. */
  of: z.string().max(300),
  /** How values of a longer stretch become one. Percentiles are never averaged: the worst is shown. */
  together: z.enum(['mean', 'max', 'last']),
});
export type ProbeSeries = z.output<typeof ProbeSeries>;

/** One value of one curve, as a look at a probe gives it. */
export type Measured = { series: ProbeSeries; value: number };
