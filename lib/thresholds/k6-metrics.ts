/** What k6 itself measures while a script runs; the script can ask for thresholds on them without declaring them. */
export const K6_METRICS: Record<string, string> = {
  checks: 'Share of checks that passed.',
  data_received: 'Bytes received.',
  data_sent: 'Bytes sent.',
  dropped_iterations: 'Iterations that were due and could not start.',
  group_duration: 'How long groups took.',
  http_req_blocked: 'Waiting for a connection.',
  http_req_connecting: 'Connecting.',
  http_req_duration: 'Sending, waiting and receiving.',
  http_req_failed: 'Share of requests that failed.',
  http_req_receiving: 'From the first to the last byte of the response.',
  http_req_sending: 'Sending the request.',
  http_req_tls_handshaking: 'TLS handshake.',
  http_req_waiting: 'Waiting for the first byte of the response.',
  http_reqs: 'Requests that ended.',
  iteration_duration: 'How long iterations took, with what they waited.',
  iterations: 'Iterations completed.',
  vus: 'VUs at work.',
  vus_max: 'VUs made.',
  ws_connecting: 'Opening a WebSocket session.',
  ws_msgs_received: 'WebSocket messages received.',
  ws_msgs_sent: 'WebSocket messages sent.',
  ws_ping: 'From a ping to its pong.',
  ws_session_duration: 'How long WebSocket sessions were open.',
  ws_sessions: 'WebSocket sessions.',
};

/** Also with tags: `http_req_duration{status:200}`. */
export const isK6Metric = (metric: string): boolean =>
  Object.hasOwn(K6_METRICS, metric.split('{', 1)[0] ?? '');
