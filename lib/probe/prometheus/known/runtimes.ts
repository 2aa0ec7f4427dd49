import type { KnownMetric } from '../known-metric.ts';

const memory = { chart: 'Memory', unit: 'bytes', take: 'value' } as const;
const collection = { chart: 'Garbage collection', unit: 'share', role: 'gc-share', take: 'rate' } as const;
const threads = { chart: 'Threads', unit: 'count', take: 'value', role: 'threads' } as const;

/** Micrometer, Prometheus' own client, and OpenTelemetry's names. */
export const JVM: readonly KnownMetric[] = [
  {
    ...{ metric: 'jvm_memory_used_bytes', ...memory, label: 'heap used', role: 'heap-used' },
    only: { label: 'area', is: ['heap'] },
  },
  {
    ...{ metric: 'jvm_memory_bytes_used', ...memory, label: 'heap used', role: 'heap-used' },
    only: { label: 'area', is: ['heap'] },
  },
  {
    ...{ metric: 'jvm_memory_max_bytes', ...memory, label: 'heap at most', role: 'memory-limit' },
    only: { label: 'area', is: ['heap'] },
  },
  {
    ...{ metric: 'jvm_memory_used_bytes', ...memory, label: 'heap used (OpenTelemetry)', role: 'heap-used' },
    only: { label: 'jvm_memory_type', is: ['heap'] },
  },
  { metric: 'jvm_gc_pause_seconds_sum', ...collection, label: 'share of the time' },
  { metric: 'jvm_gc_collection_seconds_sum', ...collection, label: 'share of the time' },
  { metric: 'jvm_gc_duration_seconds_sum', ...collection, label: 'share of the time' },
  { metric: 'jvm_thread_count', ...threads, label: 'live' },
  { metric: 'jvm_threads_live_threads', ...threads, label: 'live' },
  { metric: 'jvm_threads_current', ...threads, label: 'live' },
  {
    ...{ metric: 'tomcat_threads_busy_threads', take: 'value' },
    ...{ chart: 'Threads', label: 'busy (Tomcat)', unit: 'count' },
  },
];

export const GO: readonly KnownMetric[] = [
  { metric: 'go_goroutines', ...threads, chart: 'Goroutines', label: 'goroutines' },
  { metric: 'go_memstats_heap_inuse_bytes', ...memory, label: 'heap in use', role: 'heap-used' },
  { metric: 'go_gc_duration_seconds_sum', ...collection, label: 'share of the time' },
  {
    ...{ metric: 'go_sched_latencies_seconds', take: 'p99', role: 'event-loop-lag-p99' },
    ...{ chart: 'Scheduler latency', label: 'p99', unit: 'seconds' },
  },
];

/** prometheus-net and OpenTelemetry's names. */
export const DOTNET: readonly KnownMetric[] = [
  { metric: 'dotnet_total_memory_bytes', ...memory, label: 'managed heap', role: 'heap-used' },
  {
    metric: 'dotnet_gc_last_collection_heap_size_bytes',
    ...memory,
    label: 'managed heap',
    role: 'heap-used',
  },
  {
    ...{ metric: 'dotnet_process_cpu_time_seconds_total', take: 'rate', role: 'process-cpu' },
    ...{ chart: 'CPU of the process', label: 'busy', unit: 'cores' },
  },
  {
    metric: 'dotnet_process_memory_working_set_bytes',
    ...memory,
    label: 'working set',
    role: 'resident-memory',
  },
  { metric: 'dotnet_gc_pause_time_seconds_total', ...collection, label: 'share of the time' },
  { metric: 'dotnet_thread_pool_thread_count', ...threads, label: 'pool threads' },
  {
    ...{ metric: 'dotnet_thread_pool_queue_length', take: 'value' },
    ...{ chart: 'Threads', label: 'work waiting', unit: 'count' },
  },
];
