import {
  formatBytes,
  formatCount,
  formatMs,
  formatPercent,
  formatRate,
  threeDigits,
} from '@/lib/format/format.ts';
import type { ThresholdFigures } from '@/lib/run/summary.ts';
import { overInWords } from '@/lib/thresholds/judged-over.ts';
import { isMetricName, type Metric, type MetricName, metricOf } from '@/lib/thresholds/metrics.ts';
import { type Aggregation, parseRule, type Rule } from '@/lib/thresholds/rule.ts';
import { parseScriptMetric } from '@/lib/thresholds/script-metric.ts';
import { type MetricSelector, parseMetricSelector } from '@/lib/thresholds/selector.ts';

/** A threshold as people read it. */
export type ThresholdReading = {
  /** `p95 response time of Login` */
  what: string;
  /** `at most 500 ms` or `below 500 ms` */
  allowed: string;
  /** `312 ms`; null before anything was measured. */
  value: string | null;
  /** `188 ms (38 %) left` or `120 ms (24 %) over`; null when that cannot be said. */
  distance: string | null;
  /** How much of what is allowed is used up, 1 at the limit; null for lower limits and equalities. */
  used: number | null;
  limit: string;
  /** Of a rule over parts of the run: the value of the latest part; null for others. */
  now: string | null;
};

const METRIC_WORDS: Record<MetricName, string> = {
  http_req_duration: 'response time',
  http_req_service_time: 'service time',
  http_req_send_delay: 'send delay',
  http_req_looking_up: 'look-up time',
  http_req_connecting: 'connecting time',
  http_req_tls_handshaking: 'TLS handshake time',
  http_req_waiting: 'waiting time',
  http_req_receiving: 'receiving time',
  http_req_failed: 'failed requests',
  http_reqs: 'requests',
  checks: 'passed checks',
  iterations: 'iterations',
  iteration_duration: 'iteration duration',
  dropped_iterations: 'dropped iterations',
  data_received: 'data received',
  data_sent: 'data sent',
  ws_sessions: 'WebSocket sessions',
  ws_session_duration: 'WebSocket session length',
  ws_connecting: 'WebSocket handshake time',
  ws_first_message: 'time to first message',
  ws_round_trip: 'message round trip',
  ws_msgs_sent: 'messages sent',
  ws_msgs_received: 'messages received',
  ws_failed: 'failed WebSocket sessions',
  sse_sessions: 'event streams',
  sse_session_duration: 'event stream length',
  sse_connecting: 'event stream handshake time',
  sse_first_event: 'time to first event',
  sse_events_received: 'events received',
  sse_failed: 'failed event streams',
};

const COMPARISON_WORDS: Record<Rule['comparison'], string> = {
  '<': 'below',
  '<=': 'at most',
  '>': 'above',
  '>=': 'at least',
  '==': 'exactly',
  '===': 'exactly',
  '!=': 'anything but',
};

/** Words for a threshold and its value; what cannot be read is shown as it is written. */
export function readThreshold({ metric, rule, value, over, now }: ThresholdFigures): ThresholdReading {
  const selector = parseMetricSelector(metric);
  const read = parseRule(rule);
  if (!selector.ok && read.ok) return readOfScript(metric, read.value, rule, value);
  if (!selector.ok || !read.ok) {
    return {
      what: metric,
      allowed: rule,
      value: value === null ? null : String(value),
      distance: null,
      used: null,
      limit: rule,
      now: null,
    };
  }
  const { aggregation, comparison, limit } = read.value;
  const format = formatOf(metricOf(selector.value.metric), aggregation);
  return {
    what: `${subject(selector.value, aggregation)}${over === undefined ? '' : overInWords({ over })}`,
    allowed: `${COMPARISON_WORDS[comparison]} ${format(limit)}`,
    value: value === null ? null : format(value),
    distance: value === null ? null : distance(read.value, value, metricOf(selector.value.metric), format),
    used: value !== null && limit > 0 && comparison.startsWith('<') ? value / limit : null,
    limit: format(limit),
    now: now === undefined || now === null ? null : format(now),
  };
}

/** A metric that a script declares, or one of k6's by tags that only the script knows. */
function readOfScript(metric: string, rule: Rule, written: string, value: number | null): ThresholdReading {
  const parsed = parseScriptMetric(metric);
  const name = parsed.ok ? parsed.value.name : metric;
  const tags = parsed.ok ? parsed.value.tags.map(([, of]) => of).join(', ') : '';
  const ofK6 = isMetricName(name) ? metricOf(name) : null;
  const { aggregation, comparison, limit } = rule;
  const format = ofK6 ? formatOf(ofK6, aggregation) : plain;
  const summed =
    aggregation.type === 'percentile' ? `p${aggregation.percent}` : AGGREGATION_WORDS[aggregation.type];
  const words = isMetricName(name) ? METRIC_WORDS[name] : name;
  return {
    what: `${ofK6 ? prefix(ofK6, aggregation) : `${summed} of `}${words}${tags ? ` of ${tags}` : ''}`,
    allowed: `${COMPARISON_WORDS[comparison]} ${format(limit)}`,
    value: value === null ? null : format(value),
    distance: value === null || !ofK6 ? null : distance(rule, value, ofK6, format),
    used: value !== null && limit > 0 && comparison.startsWith('<') ? value / limit : null,
    limit: ofK6 ? format(limit) : written,
    now: null,
  };
}

const AGGREGATION_WORDS: Record<Exclude<Aggregation['type'], 'percentile'>, string> = {
  avg: 'mean',
  min: 'least',
  med: 'median',
  max: 'most',
  rate: 'rate',
  count: 'count',
  value: 'value',
};

const plain = (value: number): string =>
  Number.isInteger(value) ? value.toLocaleString('en-US') : threeDigits(value);

function formatOf(metric: Metric, aggregation: Aggregation): (value: number) => string {
  if (metric.kind === 'trend') return formatMs;
  if (metric.kind === 'rate') return formatPercent;
  const isBytes = metric.of === 'bytesReceived' || metric.of === 'bytesSent';
  if (aggregation.type !== 'rate') return isBytes ? formatBytes : formatCount;
  return isBytes ? (value) => `${formatBytes(value)}/s` : (value) => formatRate(value);
}

function subject({ metric, tags }: MetricSelector, aggregation: Aggregation): string {
  const of = Object.values(tags).join(', ');
  const metricWords = METRIC_WORDS[metric];
  return `${prefix(metricOf(metric), aggregation)}${metricWords}${of ? ` of ${of}` : ''}`;
}

function prefix(metric: Metric, aggregation: Aggregation): string {
  switch (aggregation.type) {
    case 'percentile':
      return `p${aggregation.percent} `;
    case 'avg':
      return 'mean ';
    case 'min':
      return 'shortest ';
    case 'med':
      return 'median ';
    case 'max':
      return 'longest ';
    case 'value':
    case 'rate':
      return metric.kind === 'rate' ? 'share of ' : 'rate of ';
    case 'count':
      return 'number of ';
  }
}

/** A share of a share would be misread. */
const percentagePoints = (room: number) => `${threeDigits(Math.abs(room) * 100)} pp`;
const shareOf = (limit: number, room: number) =>
  limit === 0 ? '' : ` (${formatPercent(Math.abs(room) / Math.abs(limit))})`;

/** Up to the limit or past it, in the value's unit and as a share of the limit. */
function distance(
  { comparison, limit }: Rule,
  value: number,
  metric: Metric,
  format: (value: number) => string,
): string | null {
  const isUpper = comparison.startsWith('<');
  if (!isUpper && !comparison.startsWith('>')) return null;
  const room = isUpper ? limit - value : value - limit;
  if (room === 0) return 'at the limit';
  const size =
    metric.kind === 'rate' ? percentagePoints(room) : `${format(Math.abs(room))}${shareOf(limit, room)}`;
  if (room > 0) return `${size} ${isUpper ? 'left' : 'to spare'}`;
  return `${size} ${isUpper ? 'over' : 'short'}`;
}
