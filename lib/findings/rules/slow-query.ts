import { formatMs, formatPercent, threeDigits } from '../../format/format.ts';
import type { Found, Mend } from '../finding.ts';
import {
  curvesOf,
  meanOf,
  medianOf,
  type ObservedCurve,
  totalOf,
  valuesOf,
  weightedMean,
} from '../observed.ts';
import type { Rule } from '../run-evidence.ts';

/** Seconds: a statement for a page that takes longer is looked at. */
const SLOW = 0.03;
/**
 * And so many times as long as the other statements at their best: what all of them wait for, a full machine say, is
 * none of the statement's own.
 */
const BEYOND_OTHERS = 3;
/** Of the looks, the quickest so many are a statement's best. */
const BEST = 0.1;

/** One statement that takes far longer than the others: most often no index serves it. */
export const slowQuery: Rule = (_, observed) => {
  const queries = observed.all('query-mean').map((curve) => {
    const rate = observed
      .all('query-rate')
      .find(({ probe, series }) => probe === curve.probe && series.of === curve.series.of);
    return { curve, rate, mean: weightedMean(curve, rate), best: bestOf(curve), calls: totalOf(rate) };
  });
  const total = queries.reduce((sum, { mean, calls }) => sum + mean * calls, 0);
  const slow = queries.filter((one) => {
    const others = queries.filter((other) => other !== one).map(({ best }) => best);
    return one.mean >= SLOW && (others.length === 0 || one.best >= BEYOND_OTHERS * medianOf(others));
  });
  const [worst] = slow.toSorted((a, b) => b.mean - a.mean);
  if (!worst) return [];
  const names = slow.map(({ curve }) => curve.series.of);
  const others = queries.filter((one) => !slow.includes(one)).map(({ mean }) => mean);
  const share = total === 0 ? 0 : slow.reduce((sum, { mean, calls }) => sum + mean * calls, 0) / total;
  const costMs = slow.reduce((sum, { mean }) => sum + mean * 1000, 0);
  const requests = meanOf(observed.all('http-rate').map(totalOf)) * observed.all('http-rate').length;
  const found: Found = {
    kind: 'slow-query',
    of: worst.curve.series.of,
    title: `Slow query, most likely without an index: ${names.join(', ')}`,
    what: `${names.join(' and ')} ${names.length === 1 ? 'takes' : 'take up to'} ${formatMs(worst.mean * 1000)} on average${others.length > 0 ? `, where other statements take ${formatMs(medianOf(others) * 1000)}` : ''}.`,
    confidence: others.length > 0 ? 'likely' : 'possible',
    why: `${formatPercent(share)} of all time in the database is ${names.length === 1 ? 'this statement' : 'these statements'}. That an index is missing is the usual reason; the plan of the statement would show it.`,
    refutedBy:
      'A plan of the statement (EXPLAIN) that uses an index and reads about as many rows as it returns; or as long a time for every other statement.',
    evidence: slow.map(({ curve, rate, mean, calls }) => ({
      text: `${curve.series.of}: ${formatMs(mean * 1000)} on average, ${threeDigits(calls / Math.max(1, valuesOf(rate).length))} a second.`,
      curves: curvesOf(curve),
    })),
    since: observed.since(worst.curve, (value) => value >= SLOW),
    requests: [],
    costMs,
    cost: `About ${formatMs(costMs)} of every request that asks so.`,
    mends: MENDS,
    decidedBy: 'A PostgreSQL probe (rows read per row returned, sequential scans), or EXPLAIN by hand.',
    weight:
      requests === 0
        ? costMs
        : slow.reduce((sum, { mean, calls }) => sum + mean * 1000 * calls, 0) / requests,
    explains: [
      'pool-exhausted',
      'cpu-saturated',
      'event-loop-blocked',
      'latency-creep',
      'errors-at-load',
      'garbage-collection',
    ],
  };
  return [found];
};

function bestOf(curve: ObservedCurve): number {
  const ascending = valuesOf(curve).sort((a, b) => a - b);
  return ascending[Math.floor(ascending.length * BEST)] ?? 0;
}

const MENDS: Mend[] = [
  {
    text: 'Look at the plan of the statement, then give it the index that its condition and order need.',
    code: {
      stack: 'PostgreSQL',
      text: 'EXPLAIN SELECT …;\nCREATE INDEX CONCURRENTLY ON products (category_id, created_at);',
    },
  },
  {
    text: "LIKE '%word%' can use no ordinary index: use a full-text or trigram index.",
    code: {
      stack: 'PostgreSQL',
      text: "CREATE INDEX ON products USING gin (to_tsvector('simple', name));\nCREATE INDEX ON products USING gin (name gin_trgm_ops);",
    },
  },
];
