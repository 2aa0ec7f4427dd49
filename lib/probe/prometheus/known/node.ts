import type { KnownMetric } from '../known-metric.ts';

const lag = { chart: 'Event-loop lag', unit: 'seconds', take: 'value', samples: 'max' } as const;
const memory = { chart: 'Memory', unit: 'bytes', take: 'value' } as const;

/** Node.js, as prom-client tells it, and by OpenTelemetry's names. */
export const NODE: readonly KnownMetric[] = [
  { metric: 'nodejs_eventloop_lag_mean_seconds', ...lag, label: 'mean', role: 'event-loop-lag-mean' },
  { metric: 'nodejs_eventloop_lag_p99_seconds', ...lag, label: 'p99', role: 'event-loop-lag-p99' },
  { metric: 'nodejs_eventloop_lag_max_seconds', ...lag, label: 'longest', role: 'event-loop-lag-max' },
  { metric: 'nodejs_heap_size_used_bytes', ...memory, label: 'heap used', role: 'heap-used' },
  { metric: 'nodejs_external_memory_bytes', ...memory, label: 'buffers', role: 'external-memory' },
  {
    ...{ metric: 'nodejs_gc_duration_seconds_sum', take: 'rate', role: 'gc-share' },
    ...{ chart: 'Garbage collection', label: 'share of the time', unit: 'share' },
  },
  { metric: 'nodejs_eventloop_delay_mean_seconds', ...lag, label: 'mean', role: 'event-loop-lag-mean' },
  { metric: 'nodejs_eventloop_delay_p99_seconds', ...lag, label: 'p99', role: 'event-loop-lag-p99' },
  { metric: 'nodejs_eventloop_delay_max_seconds', ...lag, label: 'longest', role: 'event-loop-lag-max' },
  { metric: 'v8js_memory_heap_used_bytes', ...memory, label: 'heap used', role: 'heap-used' },
  {
    ...{ metric: 'v8js_gc_duration_seconds_sum', take: 'rate', role: 'gc-share' },
    ...{ chart: 'Garbage collection', label: 'share of the time', unit: 'share' },
  },
  {
    ...{ metric: 'nodejs_active_handles_total', take: 'value' },
    ...{ chart: 'Handles and requests', label: 'handles', unit: 'count' },
  },
  {
    ...{ metric: 'nodejs_active_requests_total', take: 'value' },
    ...{ chart: 'Handles and requests', label: 'requests', unit: 'count' },
  },
];
