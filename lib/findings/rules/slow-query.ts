import { formatCount, formatMs, formatPercent, threeDigits } from '../../format/format.ts';
import type { FindingKind, Found, Mend } from '../finding.ts';
import {
  curvesOf,
  medianOf,
  type Observed,
  type ObservedCurve,
  totalOf,
  valuesOf,
  weightedMean,
} from '../observed.ts';
import type { Rule } from '../run-evidence.ts';
import { lookCount, scannedRows } from './scanned-rows.ts';
import { statementPlan } from './statement-plan.ts';

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

type Statement = {
  curve: ObservedCurve;
  rate: ObservedCurve | undefined;
  mean: number;
  best: number;
  calls: number;
};

/** One statement that takes far longer than the others: most often no index serves it. */
export const slowQuery: Rule = (_, observed) => {
  const probes = [...new Set(observed.all('query-mean').map(({ probe }) => probe))];
  const [first, ...others] = probes.flatMap((probe) => slowIn(probe, observed));
  if (!first) return [];
  // The target and its database tell of the same statement, each by its own name.
  const sure = [first, ...others].find(({ confidence }) => confidence === 'certain');
  return [
    {
      ...first,
      ...(sure && {
        ...{ confidence: sure.confidence, why: sure.why, decidedBy: sure.decidedBy },
        title: first.title.replace(/^[^:]*/, 'Missing index'),
      }),
      evidence: [first, ...others].flatMap(({ evidence }) => evidence),
    },
  ];
};

function slowIn(probe: string, observed: Observed): Found[] {
  const queries = observed
    .all('query-mean')
    .filter((one) => one.probe === probe)
    .map((curve) => statementOf(curve, observed));
  const total = queries.reduce((sum, { mean, calls }) => sum + mean * calls, 0);
  const { slow, isMild } = slowOf(queries, total);
  const [worst] = slow.toSorted((a, b) => b.mean - a.mean);
  if (!worst) return [];
  const scanned = slow.flatMap(({ curve }) => scannedRows(curve, observed) ?? []);
  const [most] = scanned.toSorted((a, b) => b.read - a.read);
  const plans = slow.flatMap(({ curve }) => statementPlan(curve, observed) ?? []);
  const isMissing = most !== undefined || plans.some((plan) => plan.isMissingIndex);
  const isByIndex = !isMissing && plans.length === slow.length && plans.every((plan) => plan.isByIndex);
  const names = slow.map(({ curve }) => curve.series.label);
  const others = queries.filter((one) => !slow.includes(one)).map(({ mean }) => mean);
  const share = total === 0 ? 0 : slow.reduce((sum, { mean, calls }) => sum + mean * calls, 0) / total;
  const costMs = slow.reduce((sum, { mean }) => sum + mean * 1000, 0);
  const rates = observed.all('http-rate');
  const requests = rates.reduce((sum, rate) => sum + totalOf(rate), 0);
  const spent = slow.reduce((sum, { mean, calls }) => sum + mean * 1000 * calls, 0);
  return [
    {
      kind: 'slow-query',
      of: worst.curve.series.of,
      title: `${isMissing ? 'Missing index' : isByIndex ? 'Slow query' : 'Slow query, most likely without an index'}: ${names.join(', ')}`,
      what: `${names.join(' and ')} ${names.length === 1 ? 'takes' : 'take up to'} ${formatMs(worst.mean * 1000)} on average${others.length > 0 ? `, where other statements take ${formatMs(medianOf(others) * 1000)}` : ''}.${most ? ` ${formatCount(Math.round(most.read))} rows of ${most.table} are read for each.` : ''}`,
      confidence: isMissing ? 'certain' : others.length > 0 && !isMild ? 'likely' : 'possible',
      why: most
        ? `The database counts what it reads without an index: ${threeDigits(most.read / Math.max(1, most.returned))} rows for each one that it returns.`
        : `${formatPercent(share)} of all time in the database is ${names.length === 1 ? 'this statement' : 'these statements'}. ${isMissing ? 'Its plan reads a large table from end to end for a few rows.' : isByIndex ? 'Its plan uses indexes: it reads or sorts much, or waits.' : 'That an index is missing is the usual reason; the plan of the statement would show it.'}`,
      refutedBy:
        'A plan of the statement (EXPLAIN) that uses an index and reads about as many rows as it returns; or as long a time for every other statement.',
      evidence: [
        ...slow.map(({ curve, rate, mean, calls }) => ({
          text: `${curve.series.label}: ${formatMs(mean * 1000)} on average, ${threeDigits(calls / lookCount(rate))} a second.`,
          curves: curvesOf(curve),
        })),
        ...scanned.map(({ table, read, returned, curves }) => ({
          text: `${table}: ${formatCount(Math.round(read))} rows read without an index for each call, ${threeDigits(returned)} returned.`,
          curves,
        })),
        ...plans.map(({ evidence }) => evidence),
      ],
      since: observed.since(worst.curve, (value) => value >= (isMild ? MILD.best : SLOW)),
      requests: [],
      costMs,
      cost: `About ${formatMs(costMs)} of every request that asks so.`,
      mends: MENDS,
      decidedBy: isMissing
        ? null
        : 'A PostgreSQL probe (rows read per row returned, sequential scans), or EXPLAIN by hand.',
      weight: requests === 0 ? costMs : spent / requests,
      // What is mild is no cause of what is plain to see.
      explains: isMild ? [] : CAUSES,
    },
  ];
}

function statementOf(curve: ObservedCurve, observed: Observed): Statement {
  const rate = observed
    .all('query-rate')
    .find(({ probe, series }) => probe === curve.probe && series.of === curve.series.of);
  return { curve, rate, mean: weightedMean(curve, rate), best: bestOf(curve), calls: totalOf(rate) };
}

/** Those that are plainly slow, else those that are mildly so. */
function slowOf(queries: readonly Statement[], total: number): { slow: Statement[]; isMild: boolean } {
  const timesOthers = (one: Statement) => {
    const others = queries.filter((other) => other !== one).map(({ best }) => best);
    return others.length === 0 ? null : one.best / Math.max(1e-6, medianOf(others));
  };
  const clear = queries.filter((one) => one.mean >= SLOW && (timesOthers(one) ?? Infinity) >= BEYOND_OTHERS);
  if (clear.length > 0) return { slow: clear, isMild: false };
  const mild = queries.filter(
    (one) =>
      one.best >= MILD.best &&
      (timesOthers(one) ?? 0) >= MILD.beyondOthers &&
      one.mean * one.calls >= MILD.share * total,
  );
  return { slow: mild, isMild: true };
}

function bestOf(curve: ObservedCurve): number {
  const ascending = valuesOf(curve).sort((a, b) => a - b);
  return ascending[Math.floor(ascending.length * BEST)] ?? 0;
}

const CAUSES: FindingKind[] = [
  'pool-exhausted',
  'cpu-saturated',
  'event-loop-blocked',
  'latency-creep',
  'errors-at-load',
  'garbage-collection',
  'repeated-reads',
];

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
