import {
  formatBytes,
  formatCount,
  formatDurationClock,
  formatMs,
  formatPercent,
  formatRate,
} from '../format/format.ts';
import { meanReceived } from '../run/mean-received.ts';
import { setupLines } from '../run/setup-words.ts';
import type {
  RemoteFigures,
  RequestFigures,
  RunSummary,
  StreamFigures,
  ThresholdFigures,
} from '../run/summary.ts';
import { overInWords } from '../thresholds/judged-over.ts';
import { thresholdValueInWords } from '../thresholds/value-words.ts';
import { type Column, textTable } from './text-table.ts';

/** What a person reads when a headless run has ended: the verdict first, the evidence below. Plain text, no colours. */
export function summaryText(summary: RunSummary): string {
  return [
    ...verdictLines(summary),
    '',
    ...section('Requests (response time)', textTable(summary.requests, REQUEST_COLUMNS)),
    ...section('Sessions', streamLines(summary.streams)),
    ...section('Addresses', remoteLines(summary.remotes)),
    ...section('Failures', [...summary.requests, ...summary.streams].flatMap(failureLines)),
    ...section('Most frequent failures', mostFrequent(summary.failures)),
    ...section('Checks', summary.checks.map(checkLine)),
    ...section('Thresholds', summary.thresholds.map(thresholdLine)),
    ...totalLines(summary),
    ...setupLines(summary.setupRequests).map((line) => `${line} (not counted above)`),
    '',
  ].join('\n');
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ''];
}

function verdictLines({
  verdict,
  endReason,
  plan,
  release,
  durationSeconds,
  warmUpSeconds,
  generator,
}: RunSummary): string[] {
  const what = release ? `${plan}, release ${release}` : plan;
  return [
    `${verdict.toUpperCase()}  ${what}  (${formatDurationClock(durationSeconds)})`,
    endReason,
    ...(warmUpSeconds > 0
      ? [
          `Without the first ${formatDurationClock(warmUpSeconds)}, a warm-up: thresholds, percentiles and rates leave it out.`,
        ]
      : []),
    ...generator.reasons.map((reason) => `Do not trust these figures: ${reason}`),
  ];
}

const share = (part: number, whole: number) => formatPercent(whole === 0 ? 0 : part / whole);

const latency = (
  title: string,
  of: (figures: RequestFigures['responseTimeMs']) => number,
): Column<RequestFigures> => ({
  title,
  align: 'right',
  cell: ({ responseTimeMs }) => formatMs(of(responseTimeMs)),
});

const REQUEST_COLUMNS: Column<RequestFigures>[] = [
  { title: 'scenario', cell: ({ scenario }) => scenario },
  { title: 'request', cell: ({ group, name }) => (group ? `${group} / ${name}` : name) },
  { title: 'count', align: 'right', cell: ({ count }) => formatCount(count) },
  { title: 'rate', align: 'right', cell: ({ requestsPerSecond }) => formatRate(requestsPerSecond) },
  { title: 'failed', align: 'right', cell: ({ failed, count }) => share(failed, count) },
  latency('p50', ({ p50 }) => p50),
  latency('p95', ({ p95 }) => p95),
  latency('p99', ({ p99 }) => p99),
  latency('max', ({ max }) => max),
  { title: 'received', align: 'right', cell: (request) => formatBytes(meanReceived(request)) },
];

/** `-` where there was nothing of the kind: no message, or none that was answered. */
const ms = ({ max }: StreamFigures['sessionMs'], value: number) => (max === 0 ? '-' : formatMs(value));

const STREAM_COLUMNS: Column<StreamFigures>[] = [
  { title: 'scenario', cell: ({ scenario }) => scenario },
  { title: 'session', cell: ({ group, name }) => (group ? `${group} / ${name}` : name) },
  { title: 'count', align: 'right', cell: ({ count }) => formatCount(count) },
  { title: 'failed', align: 'right', cell: ({ failed, count }) => share(failed, count) },
  { title: 'interrupted', align: 'right', cell: ({ interrupted }) => formatCount(interrupted) },
  { title: 'sent', align: 'right', cell: ({ messagesSent }) => formatCount(messagesSent) },
  { title: 'received', align: 'right', cell: ({ messagesReceived }) => formatCount(messagesReceived) },
  {
    title: 'first message p50',
    align: 'right',
    cell: ({ firstMessageMs }) => ms(firstMessageMs, firstMessageMs.p50),
  },
  { title: 'p95', align: 'right', cell: ({ firstMessageMs }) => ms(firstMessageMs, firstMessageMs.p95) },
  { title: 'p99', align: 'right', cell: ({ firstMessageMs }) => ms(firstMessageMs, firstMessageMs.p99) },
  { title: 'round trip p50', align: 'right', cell: ({ roundTripMs }) => ms(roundTripMs, roundTripMs.p50) },
  { title: 'p95', align: 'right', cell: ({ roundTripMs }) => ms(roundTripMs, roundTripMs.p95) },
  { title: 'p99', align: 'right', cell: ({ roundTripMs }) => ms(roundTripMs, roundTripMs.p99) },
];

const streamLines = (streams: readonly StreamFigures[]): string[] =>
  streams.length === 0 ? [] : textTable(streams, STREAM_COLUMNS);

const REMOTE_COLUMNS: Column<RemoteFigures>[] = [
  { title: 'host', cell: ({ host }) => host },
  { title: 'address', cell: ({ address }) => address },
  { title: 'connections', align: 'right', cell: ({ connections }) => formatCount(connections) },
  { title: 'unreached', align: 'right', cell: ({ unreached }) => formatCount(unreached) },
  { title: 'count', align: 'right', cell: ({ count }) => formatCount(count) },
  { title: 'share', align: 'right', cell: ({ share: part }) => formatPercent(part) },
  { title: 'failed', align: 'right', cell: ({ failed, count }) => share(failed, count) },
  {
    title: 'p95 service',
    align: 'right',
    cell: ({ serviceTimeMs }) => (serviceTimeMs ? formatMs(serviceTimeMs.p95) : ''),
  },
];

/** Where names led; nothing where only addresses were used. */
function remoteLines(remotes: readonly RemoteFigures[]): string[] {
  const named = remotes.filter(({ host, address }) => host !== address);
  return named.length === 0 ? [] : textTable(named, REMOTE_COLUMNS);
}

/** What went wrong with a request, by kind and by status. */
function failureLines({ scenario, group, name, errors, statuses, refused }: RequestFigures): string[] {
  const { status: unexpected = 0, ...others } = errors;
  const counted = (what: string, count: number) => (count > 0 ? [`${formatCount(count)} ${what}`] : []);
  const kinds = [
    ...counted(`unexpected status (${statusList(statuses)})`, unexpected),
    ...Object.entries(others).flatMap(([kind, count]) => counted(kind, count)),
    ...counted('not sent: the host is not allowed', refused),
  ];
  return kinds.length === 0
    ? []
    : [`${scenario}  ${group ? `${group} / ${name}` : name}: ${kinds.join(', ')}`];
}

const statusList = (statuses: Record<string, number>) =>
  Object.entries(statuses)
    .map(([status, count]) => `${status}: ${formatCount(count)}`)
    .join(', ');

const MOST_SIGNATURES = 5;

/** By what went wrong; whole exchanges are in the file that `--out` writes. */
function mostFrequent(failures: RunSummary['failures']): string[] {
  const rows = failures.slice(0, MOST_SIGNATURES);
  if (rows.length === 0) return [];
  const more = failures.length - rows.length;
  return [
    ...textTable(rows, FAILURE_COLUMNS),
    ...(more > 0 ? [`and ${formatCount(more)} more kinds: write all figures with --out`] : []),
  ];
}

const FAILURE_COLUMNS: Column<RunSummary['failures'][number]>[] = [
  {
    title: 'count',
    align: 'right',
    cell: ({ count, atLeast }) => `${atLeast ? 'at least ' : ''}${formatCount(count)}`,
  },
  { title: 'what', cell: ({ signature }) => signature },
  { title: 'request', cell: ({ group, name }) => (name === null ? '' : group ? `${group} / ${name}` : name) },
  { title: 'first', align: 'right', cell: ({ firstSeconds }) => formatDurationClock(firstSeconds) },
  { title: 'last', align: 'right', cell: ({ lastSeconds }) => formatDurationClock(lastSeconds) },
];

function checkLine({ name, passed, failed }: RunSummary['checks'][number]): string {
  const mark = failed === 0 ? 'ok    ' : 'FAILED';
  return `${mark}  ${name}  ${share(passed, passed + failed)} of ${formatCount(passed + failed)}`;
}

function thresholdLine({ metric, rule, value, passed, over }: ThresholdFigures): string {
  const mark = passed === null ? 'open  ' : passed ? 'ok    ' : 'FAILED';
  const measured =
    value === null ? 'nothing measured' : `measured ${thresholdValueInWords(metric, rule, value)}`;
  return `${mark}  ${metric}  ${rule}${over === undefined ? '' : overInWords({ over })}  (${measured})`;
}

function totalLines({ totals, generator }: RunSummary): string[] {
  const requests = [
    `${formatCount(totals.requests)} requests`,
    formatRate(totals.requestsPerSecond),
    `${formatCount(totals.failed)} failed`,
    `${formatCount(totals.interrupted)} interrupted`,
    ...(totals.refused > 0 ? [`${formatCount(totals.refused)} refused: their hosts are not allowed`] : []),
  ];
  const sessions = [
    `${formatCount(totals.sessions)} sessions`,
    `${formatCount(totals.failedSessions)} failed`,
    `${formatCount(totals.interruptedSessions)} interrupted`,
    `${formatCount(totals.messagesSent)} messages sent`,
    `${formatCount(totals.messagesReceived)} received`,
  ];
  const iterations = [
    `${formatCount(totals.iterations)} iterations`,
    `${formatCount(totals.droppedIterations)} dropped`,
    ...(totals.failedIterations > 0
      ? [`${formatCount(totals.failedIterations)} ended early by an error of the plan`]
      : []),
    `at most ${formatCount(totals.maxVus)} VUs`,
  ];
  const load = [
    `${formatBytes(totals.bytesReceived)} received${totals.bytesDecoded > totals.bytesReceived ? ` (bodies ${formatBytes(totals.bytesDecoded)} decoded)` : ''}`,
    `${formatBytes(totals.bytesSent)} sent`,
    `${formatCount(totals.connections)} connections`,
    `generator: ${generator.workers} ${generator.workers === 1 ? 'worker' : 'workers'}, ${Math.round(generator.cpuMicrosecondsPerRequest)} µs CPU per request`,
  ];
  const hadSessions = totals.sessions + totals.interruptedSessions > 0;
  return [requests, ...(hadSessions ? [sessions] : []), iterations, load].map((parts) => parts.join(', '));
}
