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

const inFlight = { take: 'value', chart: 'Requests under way', label: 'under way', unit: 'count' } as const;

export const HTTP: readonly KnownMetric[] = [
  ...durations('http_request_duration_seconds', ['method', 'route']),
  ...durations('http_request_duration_ms', ['method', 'route'], 0.001),
  // Spring Boot (Micrometer), OpenTelemetry and ASP.NET.
  ...durations('http_server_requests_seconds', ['method', 'uri']),
  ...durations('http_server_request_duration_seconds', ['http_request_method', 'http_route']),
  { metric: 'http_server_active_requests', ...inFlight, role: 'http-in-flight' },
  { metric: 'http_requests_in_progress', ...inFlight, role: 'http-in-flight' },
];
