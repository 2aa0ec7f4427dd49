import type { KnownMetric } from '../known-metric.ts';

const connections = { take: 'value', chart: 'Connections of nginx', unit: 'count' } as const;

/** nginx-prometheus-exporter. */
export const NGINX: readonly KnownMetric[] = [
  { metric: 'nginx_connections_active', ...connections, label: 'active', role: 'server-connections' },
  { metric: 'nginx_connections_waiting', ...connections, label: 'idle' },
  { metric: 'nginx_connections_reading', ...connections, label: 'reading' },
  { metric: 'nginx_connections_writing', ...connections, label: 'writing' },
  {
    ...{ metric: 'nginx_http_requests_total', take: 'rate' },
    ...{ chart: 'Requests of nginx', label: 'requests', unit: 'per-second' },
  },
];

const memory = { take: 'value', chart: 'Memory of the machine', unit: 'bytes' } as const;
const network = { take: 'rate', chart: 'Network of the machine', unit: 'bytes-per-second' } as const;
const notLoopback = { label: 'device', not: ['lo'] } as const;

export const NODE_EXPORTER: readonly KnownMetric[] = [
  {
    ...{ metric: 'node_cpu_seconds_total', take: 'rate', role: 'host-cpu' },
    ...{ chart: 'CPU of the machine', label: 'busy', unit: 'cores' },
    only: { label: 'mode', not: ['idle', 'iowait', 'steal'] },
  },
  {
    ...{ metric: 'node_cpu_seconds_total', take: 'rate', role: 'host-cpus' },
    ...{ chart: 'CPU of the machine', label: 'in all', unit: 'cores' },
  },
  {
    ...{ metric: 'node_load1', take: 'value', role: 'host-load' },
    ...{ chart: 'Load of the machine', label: '1 min', unit: 'count' },
  },
  { metric: 'node_memory_MemAvailable_bytes', ...memory, label: 'available', role: 'host-memory-available' },
  { metric: 'node_memory_MemTotal_bytes', ...memory, label: 'in all', role: 'host-memory' },
  {
    metric: 'node_network_receive_bytes_total',
    ...network,
    label: 'received',
    role: 'host-received',
    only: notLoopback,
  },
  {
    metric: 'node_network_transmit_bytes_total',
    ...network,
    label: 'sent',
    role: 'host-sent',
    only: notLoopback,
  },
  {
    ...{ metric: 'node_sockstat_TCP_alloc', take: 'value', role: 'host-sockets' },
    ...{ chart: 'Sockets of the machine', label: 'TCP', unit: 'count' },
  },
  {
    ...{ metric: 'node_netstat_Tcp_OutSegs', take: 'rate', role: 'host-segments' },
    ...{ chart: 'TCP of the machine', label: 'segments sent', unit: 'per-second' },
  },
  {
    ...{ metric: 'node_netstat_Tcp_RetransSegs', take: 'rate', role: 'host-retransmits' },
    ...{ chart: 'TCP of the machine', label: 'sent again', unit: 'per-second' },
  },
  {
    ...{ metric: 'node_disk_io_time_seconds_total', take: 'rate', samples: 'max' },
    ...{ chart: 'Disks of the machine', label: 'busiest', unit: 'share' },
  },
];

const container = { by: ['name', 'pod'], only: { label: 'image', not: [''] } } as const;

export const CADVISOR: readonly KnownMetric[] = [
  {
    ...{ metric: 'container_cpu_usage_seconds_total', take: 'rate', role: 'process-cpu', ...container },
    ...{ chart: 'CPU of containers', label: 'busy', unit: 'cores' },
  },
  {
    ...{ metric: 'container_memory_working_set_bytes', take: 'value', role: 'resident-memory', ...container },
    ...{ chart: 'Memory of containers', label: 'working set', unit: 'bytes' },
  },
  {
    ...{ metric: 'container_spec_memory_limit_bytes', take: 'value', role: 'memory-limit', ...container },
    ...{ chart: 'Memory of containers', label: 'limit', unit: 'bytes' },
  },
  {
    ...{ metric: 'container_cpu_cfs_throttled_seconds_total', take: 'rate', role: 'throttled-share' },
    ...{ chart: 'CPU of containers', label: 'held back', unit: 'cores', ...container },
  },
];
