import type { StreamKind } from '../plan/stream-step.ts';
import type { LatencyName } from '../run/snapshot.ts';

/**
 * What thresholds can look at. `trend` metrics are milliseconds with percentiles, `rate` metrics a share from 0 to 1,
 * `counter` metrics a sum, also per second of the run. `tags` are what the metric is kept by.
 */
export type Metric = Covers &
  (
    | { kind: 'trend'; latency: LatencyName; tags: readonly Tag[]; meaning: string }
    | { kind: 'trend'; latency: 'iterationDuration'; tags: readonly Tag[]; meaning: string }
    | { kind: 'rate'; of: 'failed' | 'checks'; tags: readonly Tag[]; meaning: string }
    | { kind: 'counter'; of: CounterName; tags: readonly Tag[]; meaning: string }
  );

/** What a metric is measured of: every series, or only those of requests or of one kind of sessions. */
type Covers = { covers?: 'requests' | StreamKind };

export type CounterName =
  | 'messagesReceived'
  | 'messagesSent'
  | 'requests'
  | 'iterations'
  | 'droppedIterations'
  | 'bytesReceived'
  | 'bytesSent';
/** Tags that every plan has; scenarios may have more of their own. */
export const TAGS = ['scenario', 'group', 'name', 'check'] as const;
export type Tag = (typeof TAGS)[number];

const REQUEST_TAGS = ['name', 'scenario', 'group'] as const;
const SCENARIO_TAGS = ['scenario'] as const;

const trend = (
  latency: LatencyName,
  meaning: string,
  covers: 'requests' | StreamKind = 'requests',
): Metric => ({
  kind: 'trend',
  covers,
  latency,
  tags: REQUEST_TAGS,
  meaning,
});
const counter = (
  of: CounterName,
  tags: readonly Tag[],
  meaning: string,
  covers?: 'requests' | StreamKind,
): Metric => ({
  kind: 'counter',
  ...(covers && { covers }),
  of,
  tags,
  meaning,
});

/** Names are k6's where k6 has the metric. */
export const METRICS = {
  http_req_duration: trend('responseTime', 'Response time: from the intended start to the last byte.'),
  http_req_service_time: trend('serviceTime', 'Service time: from the actual start to the last byte.'),
  http_req_send_delay: trend('sendDelay', 'Send delay: from the intended to the actual start.'),
  http_req_looking_up: trend('dns', 'Looking the name up; only requests for which that had to be done.'),
  http_req_connecting: trend('connecting', 'Connecting; only requests that opened a connection.'),
  http_req_tls_handshaking: trend('tls', 'TLS handshake; only requests that opened a connection.'),
  http_req_waiting: trend('waiting', 'Waiting for the first byte of the response.'),
  http_req_receiving: trend('receiving', 'From the first to the last byte of the response.'),
  http_req_failed: {
    kind: 'rate',
    of: 'failed',
    covers: 'requests',
    tags: REQUEST_TAGS,
    meaning: 'Share of requests that failed.',
  },
  http_reqs: counter('requests', REQUEST_TAGS, 'Requests that ended.', 'requests'),
  checks: {
    kind: 'rate',
    of: 'checks',
    tags: [...REQUEST_TAGS, 'check'],
    meaning: 'Share of checks that passed.',
  },
  iterations: counter('iterations', SCENARIO_TAGS, 'Iterations completed.'),
  iteration_duration: {
    kind: 'trend',
    latency: 'iterationDuration',
    tags: SCENARIO_TAGS,
    meaning: 'How long completed iterations took, think times included.',
  },
  dropped_iterations: counter(
    'droppedIterations',
    SCENARIO_TAGS,
    'Iterations that were due and could not start.',
  ),
  data_received: counter('bytesReceived', REQUEST_TAGS, 'Bytes received.'),
  data_sent: counter('bytesSent', REQUEST_TAGS, 'Bytes sent.'),
  ws_sessions: counter('requests', REQUEST_TAGS, 'WebSocket sessions that ended.', 'websocket'),
  ws_session_duration: trend('session', 'How long WebSocket sessions were open.', 'websocket'),
  ws_connecting: trend('serviceTime', 'Opening a WebSocket session: connecting and handshake.', 'websocket'),
  ws_first_message: trend('firstMessage', 'From the start of a session to its first message.', 'websocket'),
  ws_round_trip: trend('roundTrip', 'From a message sent to the one expected.', 'websocket'),
  ws_msgs_sent: counter('messagesSent', REQUEST_TAGS, 'WebSocket messages sent.', 'websocket'),
  ws_msgs_received: counter('messagesReceived', REQUEST_TAGS, 'WebSocket messages received.', 'websocket'),
  ws_failed: {
    kind: 'rate',
    of: 'failed',
    covers: 'websocket',
    tags: REQUEST_TAGS,
    meaning: 'Share of WebSocket sessions that failed.',
  },
  sse_sessions: counter('requests', REQUEST_TAGS, 'Streams of server-sent events that ended.', 'sse'),
  sse_session_duration: trend('session', 'How long streams of server-sent events were open.', 'sse'),
  sse_connecting: trend(
    'serviceTime',
    'Opening a stream: connecting, request and head of the answer.',
    'sse',
  ),
  sse_first_event: trend('firstMessage', 'From the start of a stream to its first event.', 'sse'),
  sse_events_received: counter('messagesReceived', REQUEST_TAGS, 'Server-sent events received.', 'sse'),
  sse_failed: {
    kind: 'rate',
    of: 'failed',
    covers: 'sse',
    tags: REQUEST_TAGS,
    meaning: 'Share of streams of server-sent events that failed.',
  },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof METRICS;
export const METRIC_NAMES = Object.keys(METRICS) as MetricName[];

export const isMetricName = (name: string): name is MetricName => Object.hasOwn(METRICS, name);

/** The metric of a name, in its general type. */
export const metricOf = (name: MetricName): Metric => METRICS[name];

/** How values of each kind of metric can be summed up in a rule. */
export const AGGREGATIONS: Record<Metric['kind'], readonly string[]> = {
  trend: ['p(N)', 'avg', 'min', 'med', 'max'],
  rate: ['rate'],
  counter: ['count', 'rate'],
};

/** A rule that fits each kind of metric, for messages. */
export const EXAMPLE_RULE: Record<Metric['kind'], string> = {
  trend: 'p(95)<500',
  rate: 'rate<0.01',
  counter: 'count>100',
};
