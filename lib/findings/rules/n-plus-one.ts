import { formatMs, threeDigits } from '../../format/format.ts';
import type { Found, Mend } from '../finding.ts';
import {
  curvesOf,
  meanOf,
  type Observed,
  type ObservedCurve,
  totalOf,
  valuesOf,
  weightedMean,
} from '../observed.ts';
import { requestsOfRoute } from '../route-requests.ts';
import type { Rule, RunEvidence } from '../run-evidence.ts';

/** A request that asks this often is looked at, and one statement this often in one request is a repetition. */
const MANY_QUERIES = 8;
const REPEATED = 5;

/** One statement asked again and again for one request, as a list that looks up each of its items does. */
export const nPlusOne: Rule = (evidence, observed) => {
  const byRoute = observed.all('queries-per-request');
  return byRoute.length > 0
    ? byRoute.flatMap((perRequest) => ofRoute(perRequest, evidence, observed))
    : byStatement(evidence, observed);
};

/** Where the database alone is observed: a statement that is asked more often than all requests together come. */
function byStatement({ summary: { totals, durationSeconds } }: RunEvidence, observed: Observed): Found[] {
  const requestsPerSecond = totals.requests / Math.max(1, durationSeconds);
  const repeated = observed
    .all('query-rate')
    .map((curve) => ({ curve, times: meanOf(valuesOf(curve)) / Math.max(0.1, requestsPerSecond) }))
    .filter(({ times }) => times >= REPEATED)
    .toSorted((a, b) => b.times - a.times);
  const [worst] = repeated;
  if (!worst) return [];
  const mean = meanOf(valuesOf(observed.all('query-mean').find((one) => isSame(one, worst.curve))));
  const costMs = worst.times * mean * 1000;
  return [
    {
      kind: 'n-plus-one',
      of: worst.curve.series.of,
      title: 'N+1 queries: one statement, again and again',
      what: `For each request the database is asked ${threeDigits(worst.times)} times on average: ${worst.curve.series.label}`,
      confidence: 'likely',
      why: 'No request needs the same statement so often; which of them does it the database does not tell.',
      refutedBy: 'Other programs that ask this database at the same time.',
      evidence: repeated.slice(0, MOST_NAMED).map(({ curve, times }) => ({
        text: `${threeDigits(times)} times per request: ${curve.series.label}`,
        curves: curvesOf(curve),
      })),
      since: observed.since(worst.curve, (value) => value >= REPEATED * Math.max(0.1, requestsPerSecond)),
      requests: [],
      costMs,
      cost: `About ${formatMs(costMs)} of the mean request, and the round trips on top.`,
      mends: MENDS,
      decidedBy: 'A metric of queries per request of each route (db_queries_per_request).',
      weight: costMs + worst.times,
      explains: ['pool-exhausted', 'cpu-saturated', 'latency-creep', 'errors-at-load', 'repeated-reads'],
    },
  ];
}

const MOST_NAMED = 5;

function ofRoute(perRequest: ObservedCurve, { plan, summary }: RunEvidence, observed: Observed): Found[] {
  const route = perRequest.series.of;
  const rate = observed.all('http-rate').find((one) => isSame(one, perRequest));
  const queries = weightedMean(perRequest, rate);
  if (queries < MANY_QUERIES) return [];
  const requests = totalOf(rate);
  const repeated = observed
    .all('query-rate')
    .filter(({ probe }) => probe === perRequest.probe)
    .map((curve) => ({
      curve,
      times: requests > 0 ? totalOf(curve) / requests : 0,
      mean: meanOf(valuesOf(observed.all('query-mean').find((one) => isSame(one, curve)))),
    }))
    .filter(({ times }) => times >= REPEATED)
    .toSorted((a, b) => b.times - a.times);
  const names = repeated.map(({ curve }) => curve.series.of);
  const spare = repeated.reduce((sum, { times }) => sum + times - 1, 0);
  const costMs = repeated.reduce((sum, { times, mean }) => sum + (times - 1) * mean * 1000, 0);
  const named = requestsOfRoute(plan, route);
  const share = shareOfRequests(summary, named);
  return [
    {
      kind: 'n-plus-one',
      of: route,
      title: `N+1 queries in ${route}`,
      what:
        names.length > 0
          ? `Each request of ${route} asks the database ${threeDigits(queries)} times, mostly the same statement again for one item after the other: ${names.join(', ')}.`
          : `Each request of ${route} asks the database ${threeDigits(queries)} times.`,
      confidence: names.length > 0 ? 'certain' : 'likely',
      why:
        names.length > 0
          ? 'The target counts its queries by request and by statement, and both say the same.'
          : 'The target counts its queries by request; which statements they are it does not tell.',
      refutedBy:
        'A page with half as many items that asks as often: then the queries do not belong to the items.',
      evidence: [
        { text: `${threeDigits(queries)} queries per request of ${route}.`, curves: curvesOf(perRequest) },
        ...repeated.map(({ curve, times, mean }) => ({
          text: `${curve.series.of}: ${threeDigits(times)} times per request, ${formatMs(mean * 1000)} each.`,
          curves: curvesOf(curve),
        })),
      ],
      since: observed.since(perRequest, (value) => value >= MANY_QUERIES),
      requests: named,
      costMs: names.length > 0 ? costMs : null,
      cost:
        names.length > 0
          ? `About ${formatMs(costMs)} of every such request, for ${threeDigits(spare)} queries too many.`
          : `${threeDigits(queries)} round trips to the database for every such request.`,
      mends: MENDS,
      decidedBy:
        names.length > 0
          ? null
          : 'A metric of queries by statement (db_query_duration_seconds{query}), or a PostgreSQL probe.',
      weight: (names.length > 0 ? costMs : queries) * share + 1,
      explains: ['pool-exhausted', 'cpu-saturated', 'latency-creep', 'errors-at-load', 'repeated-reads'],
    },
  ];
}

const isSame = (one: ObservedCurve, other: ObservedCurve) =>
  one.probe === other.probe && one.series.of === other.series.of;

/** Of all requests, those of these names; all of them when none is known. */
export function shareOfRequests(
  { totals, requests }: RunEvidence['summary'],
  names: readonly string[],
): number {
  if (names.length === 0 || totals.requests === 0) return 1;
  const own = requests.filter(({ name }) => names.includes(name));
  return own.reduce((sum, { count }) => sum + count, 0) / totals.requests;
}

const MENDS: Mend[] = [
  {
    text: 'Ask once for all items of the page.',
    code: {
      stack: 'SQL',
      text: 'SELECT product_id, cents FROM prices WHERE product_id = ANY($1)  -- instead of = $1 for each',
    },
  },
  {
    text: 'Let the mapper fetch what belongs to the items together with them.',
    code: {
      stack: 'Prisma, Hibernate, Django',
      text: 'prisma.product.findMany({ include: { price: true } })\nselect p from Product p join fetch p.price\nProduct.objects.select_related("price")',
    },
  },
  {
    text: 'Where single look-ups are spread over the code, gather those of one tick.',
    code: {
      stack: 'Node.js',
      text: 'const prices = new DataLoader((ids) => pricesOf(ids));\nawait Promise.all(items.map(({ id }) => prices.load(id)));',
    },
  },
];
