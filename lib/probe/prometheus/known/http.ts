import type { KnownMetric } from '../known-metric.ts';

/** Durations of requests as the target itself measures them, by route. */
const durations = (metric: string, by: readonly string[], factor = 1): KnownMetric[] => [
  {
    ...{ metric: `${metric}_count`, take: 'rate', by, role: 'http-rate' },
    ...{ chart: 'Requests by route', label: 'requests', unit: 'per-second' },
  },
  {
    ...{ metric, take: 'mean', by, role: 'http-mean', factor },
    ...{ chart: 'Duration by route, mean', label: 'mean', unit: 'seconds' },
  },
  {
    ...{ metric, take: 'p95', by, role: 'http-p95', factor },
    ...{ chart: 'Duration by route, p95', label: 'p95', unit: 'seconds' },
  },
];

/** What the target itself asks of other services, by which of them it is. */
const calls = (metric: string, by: readonly string[], factor = 1): KnownMetric[] => [
  {
    ...{ metric: `${metric}_count`, take: 'rate', by, role: 'client-rate' },
    ...{ chart: 'Calls of other services', label: 'calls', unit: 'per-second' },
  },
  {
    ...{ metric, take: 'mean', by, role: 'client-mean', factor },
    ...{ chart: 'Duration of calls of other services', label: 'mean', unit: 'seconds' },
  },
];

const inFlight = { take: 'value', chart: 'Requests under way', label: 'under way', unit: 'count' } as const;

export const HTTP: readonly KnownMetric[] = [
  ...durations('http_request_duration_seconds', ['method', 'route']),
  ...durations('http_request_duration_ms', ['method', 'route'], 0.001),
  // Spring Boot (Micrometer), OpenTelemetry and ASP.NET.
  ...durations('http_server_requests_seconds', ['method', 'uri']),
  ...durations('http_server_request_duration_seconds', ['http_request_method', 'http_route']),
  // Micrometer; OpenTelemetry and .NET; and what people write by hand.
  ...calls('http_client_requests_seconds', ['client_name', 'clientName', 'uri']),
  ...calls('http_client_request_duration_seconds', ['server_address', 'server_port', 'host', 'target']),
  ...calls('http_client_request_duration_ms', ['host', 'target'], 0.001),
  { metric: 'http_server_active_requests', ...inFlight, role: 'http-in-flight' },
  { metric: 'http_requests_in_progress', ...inFlight, role: 'http-in-flight' },
];
