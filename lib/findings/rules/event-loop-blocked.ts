import { formatMs, formatPercent } from '../../format/format.ts';
import { databaseTime } from '../database-time.ts';
import type { Mend } from '../finding.ts';
import { curvesOf, medianOf, shareOf, valuesOf } from '../observed.ts';
import type { Rule, RunEvidence } from '../run-evidence.ts';
import { isStarved } from './cpu-starved.ts';

/** Seconds: a page of a shop is served in less. */
const BLOCKED = 0.04;
/** Of the looks, those at which it was blocked so long. */
const OFTEN = 0.3;

/** One thread serves everybody, and something keeps it for itself. */
export const eventLoopBlocked: Rule = ({ summary, plan }, observed) =>
  observed.all('event-loop-lag-max').flatMap((longest) => {
    const often = shareOf(longest, (value) => value >= BLOCKED);
    if (often < OFTEN || isStarved(longest, observed)) return [];
    const held = valuesOf(longest).filter((value) => value >= BLOCKED);
    const usual = medianOf(held);
    const suspects = suspectsOf(summary, shortestOf(held) * 1000).filter(
      ({ name, serviceTimeMs: { min } }) =>
        (databaseTime(name, plan, observed)?.usualMs ?? 0) < ELSEWHERE * min,
    );
    const p99 = observed.beside(longest, 'event-loop-lag-p99');
    const [first] = suspects;
    if (!first) return [];
    return [
      {
        kind: 'event-loop-blocked',
        of: longest.series.of,
        title: `Event loop blocked, most likely by ${first.name}`,
        what: `The thread that serves all requests is held up for ${formatMs(usual * 1000)} at a time, and nothing else is served meanwhile.`,
        confidence: suspects.length === 1 ? 'likely' : 'possible',
        why: `${first.name} never takes less than ${formatMs(first.serviceTimeMs.min)}, about as long as the thread is held up; requests that should be quick are slow at the same time.`,
        refutedBy: `A run without ${first.name} in which the event loop lags as much.`,
        evidence: [
          {
            text: `Held up for ${formatMs(BLOCKED * 1000)} or more at ${formatPercent(often)} of all looks, usually for ${formatMs(usual * 1000)}.`,
            curves: curvesOf(longest, p99),
          },
          ...suspects.map(({ name, serviceTimeMs }) => ({
            text: `${name}: at least ${formatMs(serviceTimeMs.min)}, half of them ${formatMs(serviceTimeMs.p50)} or more.`,
            curves: null,
          })),
        ],
        since: observed.since(longest, (value) => value >= BLOCKED),
        requests: [],
        costMs: usual * 1000,
        cost: `Up to ${formatMs(usual * 1000)} for every request that comes meanwhile, whatever it asks for.`,
        mends: MENDS,
        decidedBy: 'A CPU profile of the process under this load names the function (node --cpu-prof).',
        weight: usual * 1000 * often,
        explains: ['pool-exhausted', 'latency-creep', 'cpu-saturated', 'errors-at-load'],
      },
    ];
  });

/**
 * The shortest holds but for one in twenty: where two blocks follow on each other, or somebody else has the core for a
 * while, a hold looks longer than what did it.
 */
const shortestOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 20)] ?? 0;

/** Of the time for which the thread is held, what the request that does it takes at its best, at least. */
const AS_LONG = 0.7;

/** Requests that can hold the thread so long: never much quicker than that, and slower than the others at their best. */
function suspectsOf({ requests }: RunEvidence['summary'], heldMs: number) {
  const counted = requests.filter(({ count, phase }) => count >= 5 && phase === undefined);
  const quickest = Math.min(...counted.map(({ serviceTimeMs }) => serviceTimeMs.min));
  // What is ever served sooner cannot hold the thread so long.
  const least = Math.max(heldMs * AS_LONG, BLOCKED * 1000);
  return counted
    .filter(({ serviceTimeMs: { min } }) => min >= least && min > 2 * quickest)
    .toSorted((a, b) => b.serviceTimeMs.min - a.serviceTimeMs.min);
}

/** Of the time of a request, what may go into waiting for the database: then it is not the thread that it keeps. */
const ELSEWHERE = 0.5;

const MENDS: Mend[] = [
  {
    text: 'Let the thread pool do what computes long: passwords, compression, encryption have an asynchronous form.',
    code: {
      stack: 'Node.js',
      text: 'const key = await promisify(scrypt)(password, salt, 64);  // not scryptSync',
    },
  },
  {
    text: 'Move computing of your own into a worker thread, or do it in portions.',
    code: { stack: 'Node.js', text: "new Piscina({ filename: './report.js' }).run(order)" },
  },
];
