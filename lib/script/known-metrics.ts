import type { MetricSnapshot } from '../run/snapshot.ts';

export type MetricKind = MetricSnapshot['kind'];
/** A metric that scripts can set thresholds on. `isTime`: its values are milliseconds. */
export type MetricNature = { kind: MetricKind; isTime: boolean };

const TRENDS_OF_TIME = [
  ...['http_req_blocked', 'http_req_connecting', 'http_req_duration', 'http_req_receiving'],
  ...['http_req_sending', 'http_req_tls_handshaking', 'http_req_waiting', 'group_duration'],
  ...['iteration_duration', 'ws_connecting', 'ws_ping', 'ws_session_duration'],
];
const COUNTERS = [
  ...['http_reqs', 'iterations', 'dropped_iterations', 'data_received', 'data_sent'],
  ...['ws_msgs_received', 'ws_msgs_sent', 'ws_sessions'],
];

/** k6's own metrics. */
export const BUILTIN_METRICS: ReadonlyMap<string, MetricNature> = new Map([
  ...TRENDS_OF_TIME.map((name): [string, MetricNature] => [name, { kind: 'trend', isTime: true }]),
  ...COUNTERS.map((name): [string, MetricNature] => [name, { kind: 'counter', isTime: false }]),
  ...['checks', 'http_req_failed'].map((name): [string, MetricNature] => [
    name,
    { kind: 'rate', isTime: false },
  ]),
  ...['vus', 'vus_max'].map((name): [string, MetricNature] => [name, { kind: 'gauge', isTime: false }]),
]);

/** What rules can ask of a metric, as k6 has it. */
export const RULES_OF: Record<MetricKind, readonly string[]> = {
  counter: ['count', 'rate'],
  gauge: ['value'],
  rate: ['rate'],
  trend: ['avg', 'min', 'max', 'med', 'p(N)'],
};
