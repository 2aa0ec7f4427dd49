import { formatMs, formatPercent, formatRate, threeDigits } from '../../format/format.ts';
import { requestName } from '../../run/series.ts';
import { databaseTime } from '../database-time.ts';
import type { Found, Mend } from '../finding.ts';
import { curvesOf, meanOf, type Observed, valuesOf, weightedMean } from '../observed.ts';
import { requestSteps } from '../route-requests.ts';
import type { Rule, RunEvidence } from '../run-evidence.ts';

/** Requests a second for the same, below which a cache has nothing to give. */
const OFTEN = 1;
const FEWEST = 50;
/** Milliseconds in the database for each, and the share of the request's time. */
const LONG = 10;
const MOSTLY = 0.4;
/** Seconds that a statement without parameters takes, from which on it is worth keeping. */
const STATEMENT = 0.005;

/** The same is read again and again, and nobody keeps the answer. */
export const repeatedReads: Rule = (evidence, observed) => [
  ...byAddress(evidence, observed),
  ...byStatement(observed),
];

/** One address, the same for all users, costs the database as much each time. */
function byAddress({ plan, summary, samples }: RunEvidence, observed: Observed): Found[] {
  const same = new Map(
    requestSteps(plan)
      .filter(isSameForAll)
      .map((step) => [requestName(step), step.url]),
  );
  return summary.requests.flatMap((request): Found[] => {
    const { name, count, requestsPerSecond, serviceTimeMs } = request;
    const url = same.get(name);
    if (url === undefined || count < FEWEST || requestsPerSecond < OFTEN) return [];
    const database = databaseTime(name, plan, observed);
    if (!database || database.queries < 1 || database.usualMs < Math.max(LONG, MOSTLY * serviceTimeMs.mean))
      return [];
    const headers = samples
      .filter((one) => one.name === name && one.response)
      .map(({ response }) => response?.headers ?? []);
    if (headers.some(isCacheable)) return [];
    return [
      {
        kind: 'repeated-reads',
        of: name,
        title: `The same read again and again: ${name}`,
        what: `${name} asks for the same address each time, ${formatRate(requestsPerSecond)}, and each time the database is asked ${threeDigits(database.queries)} times for it.`,
        confidence: headers.length > 0 ? 'likely' : 'possible',
        why: `The address (${url}) has nothing that changes from one user to the next, and ${headers.length > 0 ? 'its answers say nothing of how long they may be kept' : 'none of its answers was kept that would say how long it lives'}.`,
        refutedBy: 'An answer that must be new each time, or that differs by who asks.',
        evidence: [
          {
            text: `About ${formatMs(database.usualMs)} of ${formatMs(serviceTimeMs.mean)} go into the database, ${formatRate(requestsPerSecond)}.`,
            ...{ curves: curvesOf(...observed.all('queries-per-request')), course: ['requests'] },
          },
        ],
        since: null,
        requests: [name],
        costMs: database.usualMs,
        cost: `${formatMs(database.usualMs)} of every such request, and ${formatPercent((requestsPerSecond * database.usualMs) / 1000)} of one connection all the time.`,
        mends: MENDS,
        decidedBy:
          'The hit ratio of a cache before it (a Redis probe), or the same run with the answer kept for a second.',
        weight: (database.usualMs * count) / Math.max(1, summary.totals.requests),
        explains: [],
      },
    ];
  });
}

/** A statement without any parameter asks for the same each time. */
function byStatement(observed: Observed): Found[] {
  return observed.all('query-rate').flatMap((rate): Found[] => {
    const { of } = rate.series;
    const mean = observed
      .all('query-mean')
      .find(({ probe, series }) => probe === rate.probe && series.of === of);
    const often = meanOf(valuesOf(rate));
    const seconds = mean ? weightedMean(mean, rate) : 0;
    if (!/^\s*select\b[^$]+\bfrom\b[^$]*$/i.test(of) || often < OFTEN || seconds < STATEMENT) return [];
    return [
      {
        kind: 'repeated-reads',
        of,
        title: 'The same read again and again: a statement without parameters',
        what: `${formatRate(often)} the database is asked for the very same: ${rate.series.label}`,
        confidence: 'likely',
        why: 'The statement has no parameters, so that every one of its reads asks for the same.',
        refutedBy: 'Rows that change as often as they are read.',
        evidence: [
          { text: `${formatMs(seconds * 1000)} each, ${formatRate(often)}.`, curves: curvesOf(rate, mean) },
        ],
        since: observed.since(rate, (value) => value >= OFTEN),
        requests: [],
        costMs: seconds * 1000,
        cost: `${formatPercent(often * seconds)} of one connection all the time.`,
        mends: MENDS,
        decidedBy: 'How often its rows change: writes to its tables in the same time.',
        weight: seconds * 1000,
        explains: [],
      },
    ];
  });
}

type RequestStep = ReturnType<typeof requestSteps>[number];

/** Whether every user gets what any other gets. */
function isSameForAll({ method, url, query, headers }: RequestStep): boolean {
  const isOwn = Object.keys(headers ?? {}).some((name) => /^(authorization|cookie)$/i.test(name));
  return (
    method === 'GET' && !isOwn && !JSON.stringify([url.replace(/^\{\{\w+\}\}/, ''), query]).includes('{{')
  );
}

/** Whether its answer says how long it may be kept, or that nobody may keep it; or somebody keeps it already. */
const isCacheable = (headers: readonly [string, string][]) =>
  headers.some(
    ([name, value]) =>
      /^(etag|last-modified|age|x-cache)$/i.test(name) ||
      (/^cache-control$/i.test(name) && /max-age=[1-9]|private|no-store|immutable/i.test(value)) ||
      /^set-cookie$/i.test(name),
  );

const MENDS: Mend[] = [
  {
    text: 'Say how long the answer lives, and let what stands before the app keep it.',
    code: {
      stack: 'HTTP, nginx',
      text: 'Cache-Control: public, max-age=5, stale-while-revalidate=30\nproxy_cache shop; proxy_cache_valid 200 5s; proxy_cache_lock on;',
    },
  },
  {
    text: 'Keep what was read in the app or in Redis, and let one request at a time renew it.',
    code: {
      stack: 'Node.js, Spring, Django',
      text: 'await cache.wrap(\'home\', () => readHome(), { ttl: 5_000 });\n@Cacheable("home")\n@cache_page(5)',
    },
  },
];
