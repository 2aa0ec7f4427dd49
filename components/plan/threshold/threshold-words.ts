import { METRICS, type MetricName, metricOf } from '@/lib/thresholds/metrics.ts';
import { type Comparison, parseRule } from '@/lib/thresholds/rule.ts';
import { parseMetricSelector } from '@/lib/thresholds/selector.ts';

const COMPARED: Record<Comparison, string> = {
  '<': 'less than',
  '<=': 'at most',
  '>': 'more than',
  '>=': 'at least',
  '==': 'exactly',
  '===': 'exactly',
  '!=': 'anything but',
};

const COUNTED: Partial<Record<MetricName, string>> = {
  http_reqs: 'requests',
  iterations: 'iterations',
  dropped_iterations: 'dropped iterations',
  data_received: 'bytes received',
  data_sent: 'bytes sent',
  ws_sessions: 'sessions',
  ws_msgs_sent: 'messages sent',
  ws_msgs_received: 'messages received',
  sse_sessions: 'streams',
  sse_events_received: 'events received',
};

const THINGS = { requests: 'requests', websocket: 'sessions', sse: 'streams' } as const;

const TIMED: Partial<Record<MetricName, string>> = {
  ws_connecting: 'handshakes',
  ws_first_message: 'first messages',
  ws_round_trip: 'round trips',
  sse_connecting: 'handshakes',
  sse_first_event: 'first events',
};

const plain = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });

/** What a threshold demands, in words for somebody who never wrote one; empty while it is not complete. */
export function thresholdWords(metricText: string, ruleText: string): string {
  const selector = parseMetricSelector(metricText);
  const rule = parseRule(ruleText);
  if (!selector.ok || !rule.ok) return '';
  const { metric } = selector.value;
  const { aggregation, comparison, limit } = rule.value;
  const than = `${COMPARED[comparison]} `;
  const { kind, covers } = metricOf(metric);
  if (kind === 'rate') {
    const what = metric === 'checks' ? 'of the checks pass' : `of the ${THINGS[covers ?? 'requests']} fail`;
    return `${than}${plain.format(limit * 100)} % ${what}`;
  }
  if (kind === 'counter') {
    const what = COUNTED[metric] ?? metric;
    return aggregation.type === 'rate'
      ? `${than}${plain.format(limit)} ${what} a second`
      : `${than}${plain.format(limit)} ${what}`;
  }
  const of = metric === 'iteration_duration' ? 'iterations' : (TIMED[metric] ?? THINGS[covers ?? 'requests']);
  const ms = `${than}${plain.format(limit)} ms`;
  switch (aggregation.type) {
    case 'percentile':
      return `${plain.format(aggregation.percent)} % of ${of} take ${ms}`;
    case 'med':
      return `half of the ${of} take ${ms}`;
    case 'avg':
      return `${of} take ${ms} on average`;
    case 'min':
      return `the fastest of the ${of} takes ${ms}`;
    case 'max':
      return `the slowest of the ${of} takes ${ms}`;
    default:
      return '';
  }
}

/** Every metric with what it means, for a list to choose from. */
export const METRIC_CHOICES = (Object.keys(METRICS) as MetricName[]).map((value) => ({
  value,
  label: value,
  hint: metricOf(value).meaning,
}));
