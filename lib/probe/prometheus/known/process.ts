import type { KnownMetric } from '../known-metric.ts';

/** What client libraries of all languages tell of their process. */
export const PROCESS: readonly KnownMetric[] = [
  {
    ...{ metric: 'process_cpu_seconds_total', take: 'rate', role: 'process-cpu' },
    ...{ chart: 'CPU of the process', label: 'busy', unit: 'cores' },
  },
  {
    ...{ metric: 'process_resident_memory_bytes', take: 'value', role: 'resident-memory' },
    ...{ chart: 'Memory', label: 'resident', unit: 'bytes' },
  },
  {
    ...{ metric: 'process_start_time_seconds', take: 'value', role: 'process-start', samples: 'max' },
    ...{ chart: 'Start of the process', label: 'since 1970', unit: 'seconds' },
  },
  {
    ...{ metric: 'process_open_fds', take: 'value', role: 'open-files' },
    ...{ chart: 'Open files', label: 'open', unit: 'count' },
  },
  {
    ...{ metric: 'process_max_fds', take: 'value', role: 'open-files-limit', samples: 'max' },
    ...{ chart: 'Open files', label: 'limit', unit: 'count' },
  },
];
