import { formatMs, formatPercent, threeDigits } from '../../format/format.ts';
import { databaseTime } from '../database-time.ts';
import { curvesOf, meanOf, medianOf, type Observed, shareOf, valuesOf } from '../observed.ts';
import type { Rule } from '../run-evidence.ts';

/** Milliseconds of waiting for the first byte, and the share of a request's time, from which on it is asked why. */
const LONG = 100;
const MOSTLY = 0.6;
const FEWEST = 20;
/** Of that time, what may be the process' own CPU, its database or its pool at most. */
const ELSEWHERE = 0.3;
/** Seconds; and of all cores. */
const LATE = 0.04;
const BUSY = 0.8;

/**
 * Requests wait although the process hardly computes, its event loop is idle, its queries are quick and its pool has
 * connections left: what remains is something outside, and which probe would tell.
 */
export const waitingOutside: Rule = ({ summary, plan }, observed) => {
  const [cpu] = observed.all('process-cpu');
  if (!cpu || !isIdle(observed)) return [];
  const used = meanOf(valuesOf(cpu));
  const pool = Math.max(0, ...observed.all('pool-wait-mean').map((curve) => meanOf(valuesOf(curve)) * 1000));
  const counted = observed.all('queries-per-request').length > 0 && observed.all('query-mean').length > 0;
  const waiting = summary.requests.filter((request) => {
    const { count, requestsPerSecond, phasesMs, serviceTimeMs } = request;
    if (count < FEWEST || phasesMs.waiting < LONG || phasesMs.waiting < MOSTLY * serviceTimeMs.mean)
      return false;
    const database = databaseTime(request.name, plan, observed)?.mostMs ?? 0;
    const computed = (used / Math.max(0.01, requestsPerSecond)) * 1000;
    return [database, computed, pool].every((ms) => ms < ELSEWHERE * phasesMs.waiting);
  });
  const [worst] = waiting.toSorted((a, b) => b.phasesMs.waiting * b.count - a.phasesMs.waiting * a.count);
  if (!worst) return [];
  const costMs = worst.phasesMs.waiting;
  const share = worst.count / Math.max(1, summary.totals.requests);
  return [
    {
      kind: 'slow-downstream',
      of: '',
      title: `${worst.name} waits for something outside the target's process`,
      what: `${worst.name} waits ${formatMs(costMs)} for its answer while the process computes only ${threeDigits(used)} cores${counted ? ' and its queries are quick' : ''}: most likely it waits for ${counted ? 'another service' : 'another service or its database'}.`,
      confidence: 'possible',
      why: 'Nothing that is observed of the target is busy for as long; what it waits for was not observed.',
      refutedBy: 'A pause that the code makes itself, or a disk that it waits for.',
      evidence: [
        {
          text: `${threeDigits(used)} cores busy on average.`,
          curves: curvesOf(cpu),
          course: ['p50', 'p95'],
        },
        ...waiting.map(({ name, phasesMs, serviceTimeMs }) => ({
          text: `${name}: ${formatMs(phasesMs.waiting)} of ${formatMs(serviceTimeMs.mean)} until the first byte.`,
          curves: null,
        })),
      ],
      since: null,
      requests: waiting.map(({ name }) => name),
      costMs,
      cost: `Up to ${formatMs(costMs)} of ${worst.name}, which is ${formatPercent(share)} of all requests.`,
      mends: [
        { text: 'Measure the calls of other services in the target, and give each a deadline.', code: CODE },
      ],
      decidedBy: counted
        ? 'A metric of the calls that the target makes (http_client_request_duration_seconds), or a trace.'
        : 'A metric of its queries (db_query_duration_seconds) or a PostgreSQL probe, and one of the calls that it makes (http_client_request_duration_seconds).',
      weight: costMs * share,
      explains: [],
    },
  ];
};

/** Whether nothing that is seen of the target or its machine is busy. */
function isIdle(observed: Observed): boolean {
  const isOnTime = observed.all('event-loop-lag-max').every((curve) => medianOf(valuesOf(curve)) < LATE);
  const hasCores = observed.all('host-cpu').every((busy) => {
    const cpus = Math.max(0, ...valuesOf(observed.beside(busy, 'host-cpus')));
    return cpus === 0 || meanOf(valuesOf(busy)) < BUSY * cpus;
  });
  const isUnlocked = observed
    .all('db-lock-waiting')
    .every((curve) => shareOf(curve, (value) => value >= 1) < 0.2);
  return isOnTime && hasCores && isUnlocked;
}

const CODE = {
  stack: 'Node.js (prom-client)',
  text: "const calls = new Histogram({ name: 'http_client_request_duration_seconds', help: '…', labelNames: ['host'] });\nconst end = calls.startTimer({ host });\nawait fetch(url).finally(end);",
};
