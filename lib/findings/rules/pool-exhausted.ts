import { formatCount, formatMs, formatPercent, threeDigits } from '../../format/format.ts';
import type { Found, Mend } from '../finding.ts';
import {
  curvesOf,
  meanOf,
  type Observed,
  type ObservedCurve,
  shareOf,
  valuesOf,
  weightedMean,
} from '../observed.ts';
import type { Rule, RunEvidence } from '../run-evidence.ts';
import { toldBySaid } from '../said.ts';

/** Seconds that requests wait for a connection on average, from which on it is worth saying. */
const LONG_WAIT = 0.005;
/** And of what the target takes for a request: a slow machine makes every wait long. */
const SHARE = 0.1;
/** Of the looks, those at which somebody waited, and those at which that took long. */
const OFTEN = 0.15;
const LASTING = 0.25;

/**
 * Where the event loop is late so often, for so many seconds, connections come back late as well, and requests wait for
 * them now and then without the pool being too small: then most of it must be in use on average.
 */
const LATE = { seconds: 0.04, often: 0.5 };
const BUSY = 0.6;
/** Of the connections of the pool, those for which the database works when it idles. */
const IDLE = 0.5;
/** What pools say when nobody gives them a connection back in time. */
const TIMED_OUT =
  /timeout exceeded when trying to connect|connection is not available, request timed out|queuepool limit|timed out fetching a new connection|(connection )?pool (is )?(exhausted|timed? ?out)|pool_timeout/i;

/** Requests wait in line for a connection to the database. */
export const poolExhausted: Rule = (evidence, observed) => {
  const counted = observed.all('pool-waiting');
  return counted.length > 0
    ? counted.flatMap((waiting) => ofPool(waiting, observed))
    : timedOut(evidence, observed);
};

function ofPool(waiting: ObservedCurve, observed: Observed): Found[] {
  const size = observed.beside(waiting, 'pool-size');
  const inUse = observed.beside(waiting, 'pool-in-use');
  const wait = observed.beside(waiting, 'pool-wait-mean') ?? observed.beside(waiting, 'pool-wait-p95');
  const often = shareOf(waiting, (value) => value >= 1);
  const waited = meanOf(valuesOf(wait));
  const durations = observed.all('http-mean').filter(({ probe }) => probe === waiting.probe);
  const duration = meanOf(durations.map((curve) => weightedMean(curve, observed.beside(curve, 'http-rate'))));
  const long = Math.max(LONG_WAIT, SHARE * duration);
  // One hiccup in which everybody waited is none of the pool's.
  const isLong =
    wait !== undefined && waited >= long && shareOf(wait, (value) => value >= long / 2) >= LASTING;
  if (wait ? !isLong || often < OFTEN / 3 : often < OFTEN) return [];
  const connections = Math.max(0, ...valuesOf(size));
  const isBusy = !inUse || connections === 0 || meanOf(valuesOf(inUse)) >= BUSY * connections;
  if (!isBusy && isLate(observed.beside(waiting, 'event-loop-lag-max'))) return [];
  const queries = observed.all('query-mean').filter(({ probe }) => probe === waiting.probe);
  const asked = meanOf(queries.map((curve) => meanOf(valuesOf(curve))));
  const most = Math.max(0, ...valuesOf(waiting));
  const atWork = observed.all('db-active')[0];
  const isIdle = atWork !== undefined && connections > 0 && meanOf(valuesOf(atWork)) < IDLE * connections;
  return [
    {
      kind: 'pool-exhausted',
      of: waiting.series.of,
      title: `Connection pool exhausted${connections > 0 ? `: ${connections} connections` : ''}`,
      what: `Requests wait in line for a connection to the database: up to ${formatCount(most)} of them${wait ? `, ${formatMs(waited * 1000)} on average` : ''}, while all ${connections > 0 ? connections : 'connections'} are lent out.`,
      confidence: isLong && often >= OFTEN ? 'certain' : 'likely',
      why: isLong
        ? `The pool itself counts who waits and for how long.${asked > 0 && waited > asked ? ` Waiting takes longer than the ${formatMs(asked * 1000)} of a statement.` : ''}${isIdle ? ' The database idles meanwhile.' : ''}`
        : 'The pool itself counts who waits; for how long it does not tell.',
      refutedBy:
        'A larger pool with which response times stay as they are: then the database itself is the limit.',
      evidence: [
        {
          text: `Somebody waited at ${formatPercent(often)} of all looks; ${threeDigits(meanOf(valuesOf(inUse)))} connections were in use on average.`,
          curves: curvesOf(waiting, inUse, size),
        },
        ...(atWork
          ? [
              {
                text: `The database worked for ${threeDigits(meanOf(valuesOf(atWork)))} connections at a time${isIdle ? ', and could do more' : ''}.`,
                curves: curvesOf(atWork),
              },
            ]
          : []),
        ...(wait
          ? [{ text: `Waiting took ${formatMs(waited * 1000)} on average.`, curves: curvesOf(wait) }]
          : []),
      ],
      since: observed.since(waiting, (value) => value >= 1),
      requests: [],
      costMs: wait ? waited * 1000 : null,
      cost: wait
        ? `${formatMs(waited * 1000)} for every connection that is asked for.`
        : 'The time in line, for every request.',
      mends: MENDS,
      decidedBy: wait ? null : 'A metric of the time waited (db_pool_wait_seconds).',
      weight: waited * 1000 + 1,
      explains: ['latency-creep', 'errors-at-load'],
    },
  ];
}

/** Answers that say so, where nobody counts who waits. */
function timedOut({ samples }: RunEvidence, observed: Observed): Found[] {
  const told = toldBySaid(samples, TIMED_OUT, observed);
  if (!told) return [];
  return [
    {
      kind: 'pool-exhausted',
      of: '',
      title: 'Connection pool exhausted',
      what: `Answers say that no connection to the database came in time: "${told.text}".`,
      confidence: 'likely',
      why: 'The target says so itself in its answers.',
      refutedBy: 'Statements that are slow themselves, so that connections are rightly in use.',
      ...told.found,
      costMs: null,
      cost: 'The whole time of waiting, and an error in the end.',
      mends: MENDS,
      decidedBy: 'A metric of the pool: who waits and for how long (db_pool_*, HikariCP, PgBouncer).',
      weight: 50,
      explains: ['errors-at-load', 'latency-creep'],
    },
  ];
}

const isLate = (lag: ObservedCurve | undefined) =>
  lag !== undefined && shareOf(lag, (value) => value >= LATE.seconds) >= LATE.often;

const MENDS: Mend[] = [
  {
    text: 'Give a connection back after each query or transaction, not at the end of the request.',
    code: {
      stack: 'Node.js (pg)',
      text: 'await pool.query(sql, values);  // lends and gives back by itself\n// not: const client = await pool.connect(); … at the end of the request client.release()',
    },
  },
  {
    text: 'Make the pool as large as the database bears: a few times its cores over all processes together.',
    code: {
      stack: 'pg, HikariCP',
      text: 'new Pool({ max: 20 })\nspring.datasource.hikari.maximum-pool-size=20',
    },
  },
];
