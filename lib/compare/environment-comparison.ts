import { z } from 'zod';
import type { RunListItem } from '../api/contract.ts';
import { formatMs, formatPercent, formatRate } from '../format/format.ts';
import type { RequestFigures, Totals } from '../run/summary.ts';

/** The same plan in two environments: what the nearer one hid, and where the time goes that the other one adds. */

/** Where the time of a request goes, in its order. */
export const TIME_PARTS = ['dns', 'connecting', 'tls', 'waiting', 'receiving'] as const;
export type TimePart = (typeof TIME_PARTS)[number];

const pair = z.object({ baseline: z.number().nullable(), candidate: z.number().nullable() });

export const EnvironmentComparison = z.object({
  /** The answer in a sentence or two. */
  sentence: z.string(),
  baseline: z.object({ runId: z.string(), environment: z.string() }),
  candidate: z.object({ runId: z.string(), environment: z.string() }),
  /** Requests per second, percentiles of response time in milliseconds, the share that failed, connections made per request. */
  figures: z.object({ requestsPerSecond: pair, p95: pair, p99: pair, failedRate: pair, connections: pair }),
  /** Mean milliseconds per request, from the first byte sent to the last received: all of it, and its parts. */
  time: z.object({ whole: pair, parts: z.record(z.enum(TIME_PARTS), pair) }),
  /** Of every request that both runs have: what is added to its mean, and the part that adds most; what is added most first. */
  requests: z.array(
    z.object({
      name: z.string(),
      p95: pair,
      addedMs: z.number(),
      most: z.enum(TIME_PARTS).nullable(),
      mostMs: z.number(),
    }),
  ),
});
export type EnvironmentComparison = z.output<typeof EnvironmentComparison>;
export type FigurePair = z.output<typeof pair>;

export const TIME_PART_NAMES: Record<TimePart, string> = {
  dns: 'DNS',
  connecting: 'Connect',
  tls: 'TLS',
  waiting: 'Waiting for the first byte',
  receiving: 'Receiving',
};

/** Where less is added to a mean, milliseconds, nothing is said of it. */
const MATTERS_MS = 0.05;

const OF: Record<TimePart, string> = {
  dns: 'looking up names',
  connecting: 'connecting',
  tls: 'TLS',
  waiting: 'waiting for the first byte',
  receiving: 'receiving',
};

type Request = Pick<
  RequestFigures,
  'scenario' | 'group' | 'name' | 'phase' | 'count' | 'responseTimeMs' | 'phasesMs'
>;

/** What is looked at of a run. */
type Compared = {
  run: Pick<RunListItem, 'id' | 'plan' | 'environment' | 'release'>;
  view: {
    requests: readonly Request[];
    totals: Pick<Totals, 'requests' | 'failed' | 'connections' | 'requestsPerSecond' | 'responseTimeMs'>;
  };
};

/** Whether two runs are of the same plan and release in different environments: what two releases differ by hid in none of them. */
export function areOfTwoEnvironments(one: Pick<Compared, 'run'>, other: Pick<Compared, 'run'>): boolean {
  const [a, b] = [one.run.environment, other.run.environment];
  if (one.run.plan.id !== other.run.plan.id || one.run.release !== other.run.release) return false;
  return a.id !== b.id || a.baseUrl !== b.baseUrl;
}

export function environmentComparison(baseline: Compared, candidate: Compared): EnvironmentComparison {
  const [one, other] = [meansOf(baseline.view.requests), meansOf(candidate.view.requests)];
  const parts = {
    dns: { baseline: one.dns, candidate: other.dns },
    connecting: { baseline: one.connecting, candidate: other.connecting },
    tls: { baseline: one.tls, candidate: other.tls },
    waiting: { baseline: one.waiting, candidate: other.waiting },
    receiving: { baseline: one.receiving, candidate: other.receiving },
  };
  const [a, b] = [figuresOf(baseline), figuresOf(candidate)];
  const both = <K extends keyof typeof a>(key: K) => ({ baseline: a[key], candidate: b[key] });
  const comparison = {
    baseline: { runId: baseline.run.id, environment: baseline.run.environment.name },
    candidate: { runId: candidate.run.id, environment: candidate.run.environment.name },
    figures: {
      requestsPerSecond: both('requestsPerSecond'),
      p95: both('p95'),
      p99: both('p99'),
      failedRate: both('failedRate'),
      connections: both('connections'),
    },
    time: { whole: { baseline: one.whole, candidate: other.whole }, parts },
    requests: requestsOf(baseline.view.requests, candidate.view.requests),
  };
  return { sentence: sentenceOf(comparison), ...comparison };
}

/** What the candidate has more than the baseline; null when one of them has none. */
export const addedIn = ({ baseline, candidate }: FigurePair): number | null =>
  baseline === null || candidate === null ? null : candidate - baseline;

function figuresOf({ view: { totals } }: Compared) {
  const { requests, failed, connections, requestsPerSecond, responseTimeMs } = totals;
  const measured = requests > 0;
  return {
    requestsPerSecond,
    p95: measured ? responseTimeMs.p95 : null,
    p99: measured ? responseTimeMs.p99 : null,
    failedRate: measured ? failed / requests : null,
    connections: measured ? connections / requests : null,
  };
}

/** Of the mean request, over all of them. */
function meansOf(requests: readonly Request[]): Record<TimePart | 'whole', number | null> {
  const load = requests.filter(({ phase }) => phase === undefined);
  const count = load.reduce((sum, one) => sum + one.count, 0);
  const mean = (of: (one: Request) => number) =>
    count === 0 ? null : load.reduce((sum, one) => sum + of(one) * one.count, 0) / count;
  return {
    whole: mean(wholeOf),
    dns: mean(({ phasesMs }) => phasesMs.dns),
    connecting: mean(({ phasesMs }) => phasesMs.connecting),
    tls: mean(({ phasesMs }) => phasesMs.tls),
    waiting: mean(({ phasesMs }) => phasesMs.waiting),
    receiving: mean(({ phasesMs }) => phasesMs.receiving),
  };
}

const wholeOf = ({ phasesMs }: Request) => TIME_PARTS.reduce((sum, part) => sum + phasesMs[part], 0);

function requestsOf(before: readonly Request[], after: readonly Request[]) {
  const key = ({ scenario, group, name }: Request) => [scenario, group, name].join('\0');
  const known = new Map(before.map((request) => [key(request), request]));
  const found = after.flatMap((request) => {
    const other = known.get(key(request));
    if (!other || request.phase !== undefined || request.count === 0 || other.count === 0) return [];
    const parts = TIME_PARTS.map((part) => ({ part, ms: request.phasesMs[part] - other.phasesMs[part] }));
    const [most] = parts.toSorted((a, b) => b.ms - a.ms);
    const isAdded = most !== undefined && most.ms >= MATTERS_MS;
    return {
      name: request.group ? `${request.group} / ${request.name}` : request.name,
      p95: { baseline: other.responseTimeMs.p95, candidate: request.responseTimeMs.p95 },
      addedMs: wholeOf(request) - wholeOf(other),
      most: isAdded ? most.part : null,
      mostMs: isAdded ? most.ms : 0,
    };
  });
  return found.toSorted((a, b) => b.addedMs - a.addedMs);
}

function sentenceOf({ baseline, candidate, figures, time }: Omit<EnvironmentComparison, 'sentence'>): string {
  const added = addedIn(time.whole);
  if (added === null) return 'One of the runs measured nothing, so nothing can be told.';
  const hidden = TIME_PARTS.map((part) => ({ part, ms: addedIn(time.parts[part]) ?? 0 }))
    .filter(({ ms }) => ms >= MATTERS_MS)
    .toSorted((a, b) => b.ms - a.ms);
  const where = hidden.map(({ part, ms }) => `${formatMs(ms)} ${OF[part]}`).join(', ');
  const first =
    added >= MATTERS_MS
      ? `${candidate.environment} adds ${formatMs(added)} to the mean request of ${baseline.environment}: ${where}.`
      : added <= -MATTERS_MS
        ? `In ${candidate.environment} the mean request takes ${formatMs(-added)} less than in ${baseline.environment}${where ? `, although it adds ${where}` : ''}.`
        : `The mean request takes as long in both${where ? `, although ${candidate.environment} adds ${where}` : ''}.`;
  const { p95, requestsPerSecond: rate, failedRate } = figures;
  const failed =
    (failedRate.candidate ?? 0) > (failedRate.baseline ?? 0)
      ? ` ${formatPercent(failedRate.candidate)} failed, ${formatPercent(failedRate.baseline)} in ${baseline.environment}.`
      : '';
  return `${first} Throughput ${formatRate(rate.baseline)}, then ${formatRate(rate.candidate)}; p95 ${formatMs(p95.baseline)}, then ${formatMs(p95.candidate)}.${failed}`;
}
