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
/**
 * A statement that takes less is named as well when even at its best it takes so long, so many times as long as the others
 * at theirs, and is such a share of the database's time: that it is in anybody's way is then only possible. Seconds.
 */
const MILD = { best: 0.012, beyondOthers: 2.5, share: 0.15 };
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
  const timesOthers = (one: (typeof queries)[number]) => {
    const others = queries.filter((other) => other !== one).map(({ best }) => best);
    return others.length === 0 ? null : one.best / medianOf(others);
  };
  const clear = queries.filter((one) => one.mean >= SLOW && (timesOthers(one) ?? Infinity) >= BEYOND_OTHERS);
  const mild = queries.filter(
    (one) =>
      one.best >= MILD.best &&
      (timesOthers(one) ?? 0) >= MILD.beyondOthers &&
      one.mean * one.calls >= MILD.share * total,
  );
  const isMild = clear.length === 0;
  const slow = isMild ? mild : clear;
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
    confidence: others.length > 0 && !isMild ? 'likely' : 'possible',
    why: `${formatPercent(share)} of all time in the database is ${names.length === 1 ? 'this statement' : 'these statements'}. That an index is missing is the usual reason; the plan of the statement would show it.`,
    refutedBy:
      'A plan of the statement (EXPLAIN) that uses an index and reads about as many rows as it returns; or as long a time for every other statement.',
    evidence: slow.map(({ curve, rate, mean, calls }) => ({
      text: `${curve.series.of}: ${formatMs(mean * 1000)} on average, ${threeDigits(calls / Math.max(1, valuesOf(rate).length))} a second.`,
      curves: curvesOf(curve),
    })),
    since: observed.since(worst.curve, (value) => value >= (isMild ? MILD.best : SLOW)),
    requests: [],
    costMs,
    cost: `About ${formatMs(costMs)} of every request that asks so.`,
    mends: MENDS,
    decidedBy: 'A PostgreSQL probe (rows read per row returned, sequential scans), or EXPLAIN by hand.',
    weight:
      requests === 0
        ? costMs
        : slow.reduce((sum, { mean, calls }) => sum + mean * 1000 * calls, 0) / requests,
    // What is mild is no cause of what is plain to see.
    explains: isMild
      ? []
      : [
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
