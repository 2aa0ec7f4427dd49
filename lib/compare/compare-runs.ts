import { seriesKey } from '../run/series.ts';
import type { LatencyFigures, RequestFigures, Totals } from '../run/summary.ts';

/**
 * Two runs side by side. A difference within the margin counts as the same: load tests repeat to within a few percent
 * at best. Whether a difference is real, given the noise of both runs, is not decided here.
 */
export const MARGIN = {
  /** Share of the baseline's value, for latencies and rates. */
  relative: 0.05,
  /** Latencies closer than this are the same, whatever their ratio. */
  milliseconds: 1,
  /** Failure rates (0..1) closer than this are the same. */
  failedRate: 0.001,
} as const;

export type Judgement = 'better' | 'worse' | 'same';

export type Difference = {
  baseline: number;
  candidate: number;
  absolute: number;
  /** Candidate relative to baseline, 0.1 for 10 % more; null when the baseline is 0. */
  relative: number | null;
  judgement: Judgement;
};

export type Metric = 'p50' | 'p95' | 'p99' | 'failedRate' | 'requestsPerSecond';

/** Response times in milliseconds, `failedRate` 0..1. */
export type Differences = Record<Metric, Difference>;

export type RequestIdentity = { scenario: string; group: string; name: string };

export type RequestComparison =
  | (RequestIdentity & { in: 'both'; differences: Differences })
  | (RequestIdentity & { in: 'baseline' | 'candidate' });

export type RunComparison = {
  /** One or two sentences for the person who decides. */
  sentence: string;
  total: Differences;
  requests: RequestComparison[];
};

export type ComparedRun = { totals: Totals; requests: RequestFigures[] };

/**
 * Compares every request that both runs made, in the candidate's order; requests of one run only follow. One that was
 * never made, though the plan has it, has no latency to compare.
 */
export function compareRuns(baseline: ComparedRun, candidate: ComparedRun): RunComparison {
  const made = madeRequests(candidate);
  const madeBefore = madeRequests(baseline);
  const before = new Map(madeBefore.map((request) => [seriesKey(request), request]));
  const after = new Set(made.map(seriesKey));
  const requests: RequestComparison[] = [
    ...made.map((request): RequestComparison => {
      const old = before.get(seriesKey(request));
      return old
        ? { ...identity(request), in: 'both', differences: differences(figuresOf(old), figuresOf(request)) }
        : { ...identity(request), in: 'candidate' };
    }),
    ...madeBefore
      .filter((request) => !after.has(seriesKey(request)))
      .map((request): RequestComparison => ({ ...identity(request), in: 'baseline' })),
  ];
  const total = differences(figuresOfTotals(baseline.totals), figuresOfTotals(candidate.totals));
  return { sentence: sentenceOf(total, requests), total, requests };
}

const madeRequests = (run: ComparedRun) => run.requests.filter(({ count }) => count > 0);

type Figures = Record<Metric, number>;

const identity = ({ scenario, group, name }: RequestIdentity): RequestIdentity => ({ scenario, group, name });

const latencies = ({ p50, p95, p99 }: LatencyFigures) => ({ p50, p95, p99 });

/** Without a warm-up, as all that is compared. */
const rate = ({ requests, failed }: { requests: number; failed: number }) =>
  requests === 0 ? 0 : failed / requests;

const figuresOf = (request: RequestFigures): Figures => ({
  ...latencies(request.responseTimeMs),
  failedRate: rate(request.measured ?? { requests: request.count, failed: request.failed }),
  requestsPerSecond: request.requestsPerSecond,
});

const figuresOfTotals = (totals: Totals): Figures => ({
  ...latencies(totals.responseTimeMs),
  failedRate: rate(totals.measured ?? totals),
  requestsPerSecond: totals.requestsPerSecond,
});

function differences(baseline: Figures, candidate: Figures): Differences {
  const of = (metric: Metric) => difference(metric, baseline[metric], candidate[metric]);
  return {
    p50: of('p50'),
    p95: of('p95'),
    p99: of('p99'),
    failedRate: of('failedRate'),
    requestsPerSecond: of('requestsPerSecond'),
  };
}

function difference(metric: Metric, baseline: number, candidate: number): Difference {
  const absolute = candidate - baseline;
  const relative = baseline === 0 ? null : absolute / baseline;
  return { baseline, candidate, absolute, relative, judgement: judge(metric, absolute, relative) };
}

function judge(metric: Metric, absolute: number, relative: number | null): Judgement {
  const size = Math.abs(absolute);
  const share = relative === null ? Number.POSITIVE_INFINITY : Math.abs(relative);
  if (metric === 'failedRate') return size <= MARGIN.failedRate ? 'same' : absolute < 0 ? 'better' : 'worse';
  if (size === 0 || share <= MARGIN.relative) return 'same';
  if (metric === 'requestsPerSecond') return absolute > 0 ? 'better' : 'worse';
  if (size <= MARGIN.milliseconds) return 'same';
  return absolute < 0 ? 'better' : 'worse';
}

type InBoth = Extract<RequestComparison, { in: 'both' }>;

/** How many times the larger is the smaller: `3.1x`, `12x`. */
const times = (larger: number, smaller: number) => {
  const ratio = larger / smaller;
  return `${ratio < 10 ? ratio.toFixed(1) : Math.round(ratio)}x`;
};

function inWords(name: string, { baseline, candidate, judgement, relative }: Difference): string {
  const word = judgement === 'better' ? 'faster' : 'slower';
  const [slow, fast] = judgement === 'better' ? [baseline, candidate] : [candidate, baseline];
  if (fast > 0 && slow / fast >= 1.5) return `${name} is ${times(slow, fast)} ${word} at p95`;
  return `${name} is ${Math.round(Math.abs(relative ?? 0) * 100)} % ${word} at p95`;
}

/** By how many milliseconds it changed, largest first: what users notice most. */
const byImpact = (a: InBoth, b: InBoth) =>
  Math.abs(b.differences.p95.absolute) - Math.abs(a.differences.p95.absolute);

function sentenceOf(total: Differences, requests: RequestComparison[]): string {
  const both = requests.filter((request) => request.in === 'both');
  if (both.length === 0) return 'The two runs have no request in common: nothing can be compared.';
  const judged = (judgement: Judgement) =>
    both.filter(({ differences: { p95 } }) => p95.judgement === judgement).toSorted(byImpact);
  // An error page is soon served: what fails more often is not called faster.
  const best = judged('better').filter(({ differences }) => differences.failedRate.judgement !== 'worse');
  const worst = judged('worse');

  const parts: string[] = [];
  if (worst[0])
    parts.push(inWords(worst[0].name, worst[0].differences.p95) + more(worst.length - 1, 'slower'));
  if (best[0]) parts.push(inWords(best[0].name, best[0].differences.p95) + more(best.length - 1, 'faster'));
  if (parts.length === 0 && judged('better').length > 0) parts.push('only what fails more often is faster');
  else if (parts.length === 0) parts.push('response times are the same at p95 for every request');
  else if (worst.length === 0) parts.push('nothing is slower');
  else if (best.length === 0) parts.push('nothing is faster');

  const { failedRate } = total;
  const failures =
    failedRate.judgement === 'same'
      ? ''
      : ` Failures went from ${percent(failedRate.baseline)} to ${percent(failedRate.candidate)}.`;
  const text = parts.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.${failures}`;
}

const more = (count: number, word: string) => (count <= 0 ? '' : ` (and ${count} more ${word})`);

const percent = (rate: number) => `${Number((rate * 100).toPrecision(3))} %`;
