import { formatCount, formatMs, formatPercent, threeDigits } from '../../format/format.ts';
import type { Evidence, Found } from '../finding.ts';
import { curvesOf, meanOf, medianOf, type Observed, shareOf, valuesOf } from '../observed.ts';
import type { Rule, RunEvidence } from '../run-evidence.ts';

const FULL = 0.95;
/** Of the looks, those at which it was full. */
const OFTEN = 0.5;
/** Of its one core, what a process with one thread computes when it has nothing left; and seconds that it is late then. */
const THREAD = 0.93;
const LATE = 0.03;

/** The machine has no CPU left, and by whose doing. */
export const cpuSaturated: Rule = ({ summary }, observed) => {
  const full = ofMachine(summary, observed);
  return full.length > 0 ? full : ofThread(summary, observed);
};

const ofMachine = (summary: RunEvidence['summary'], observed: Observed): Found[] =>
  observed.all('host-cpu').flatMap((busy) => {
    const cpus = Math.max(0, ...valuesOf(observed.beside(busy, 'host-cpus')));
    if (cpus === 0 || shareOf(busy, (value) => value >= FULL * cpus) < OFTEN) return [];
    const [own] = observed.all('process-cpu');
    const mine = meanOf(valuesOf(own));
    const all = meanOf(valuesOf(busy));
    const isOwn = mine >= all / 2;
    return [
      {
        kind: isOwn || !own ? 'cpu-saturated' : 'cpu-starved',
        of: busy.probe,
        title: isOwn || !own ? 'CPU saturated' : 'CPU saturated, mostly by others than the target',
        what: `All ${formatCount(cpus)} cores of the machine are busy${own ? `; ${threeDigits(mine)} of them by the process that is observed` : ''}.`,
        confidence: own ? 'certain' : 'likely',
        why: 'The system counts the time of its cores.',
        refutedBy: 'A machine with more cores on which nothing becomes quicker.',
        evidence: [
          {
            text: `${formatPercent(all / cpus)} busy on average${own ? `, ${formatPercent(mine / all)} of it by the process that is observed` : ''}.`,
            curves: curvesOf(busy),
          },
          ...(own ? [{ text: `${threeDigits(mine)} cores by the process.`, curves: curvesOf(own) }] : []),
          ...(isOwn ? byWhat(summary, observed) : []),
        ],
        since: observed.since(busy, (value) => value >= FULL * cpus),
        requests: [],
        costMs: null,
        cost: 'Whatever comes on top waits for a core.',
        mends: [
          isOwn || !own
            ? { text: 'Profile the process under this load; then more cores or more processes.', code: null }
            : {
                text: 'Move what else runs there away from it: the load generator first, when it is on the same machine.',
                code: null,
              },
        ],
        decidedBy: own
          ? 'A CPU profile of the process.'
          : 'A probe of the process: process_cpu_seconds_total.',
        weight: 5,
        explains: ['latency-creep', 'event-loop-blocked', 'errors-at-load', 'network-limit'],
      },
    ];
  });

/** A process whose one thread has a whole core to itself, and no more to give. */
const ofThread = (summary: RunEvidence['summary'], observed: Observed): Found[] =>
  observed.all('event-loop-lag-max').flatMap((lag) => {
    const own = observed.beside(lag, 'process-cpu');
    if (!own || shareOf(own, (value) => value >= THREAD) < OFTEN || medianOf(valuesOf(lag)) < LATE) return [];
    const mine = meanOf(valuesOf(own));
    return [
      {
        kind: 'cpu-saturated',
        of: 'thread',
        title: 'CPU saturated: the one thread of the process',
        what: `The process computes ${threeDigits(mine)} cores all the time; its one thread for requests can use no more, however many the machine has.`,
        confidence: 'likely',
        why: 'The process counts its own CPU, and its event loop is late at the same time.',
        refutedBy: 'A profile in which other threads of the process compute.',
        evidence: [
          { text: `${threeDigits(mine)} cores on average.`, curves: curvesOf(own) },
          {
            text: `The event loop is usually ${formatMs(medianOf(valuesOf(lag)) * 1000)} late.`,
            curves: curvesOf(lag),
          },
          ...byWhat(summary, observed),
        ],
        since: observed.since(own, (value) => value >= THREAD),
        requests: [],
        costMs: null,
        cost: 'Whatever comes on top waits for the thread.',
        mends: [
          {
            text: 'Profile the process under this load, and mend what computes most.',
            code: { stack: 'Node.js', text: 'node --cpu-prof server.js' },
          },
          {
            text: 'Run a process for each core.',
            code: { stack: 'Node.js', text: 'pm2 start server.js -i max' },
          },
        ],
        decidedBy: 'A CPU profile of the process, and a probe of the machine.',
        weight: 4,
        explains: ['latency-creep', 'errors-at-load'],
      },
    ];
  });

/** By what: collections, and the requests that take most of the time even when nobody is in their way. */
function byWhat({ requests }: RunEvidence['summary'], observed: Observed): Evidence[] {
  const collecting = observed.all('gc-share').map((curve) => ({
    text: `${formatPercent(meanOf(valuesOf(curve)))} of the time goes into garbage collection.`,
    curves: curvesOf(curve),
  }));
  const least = requests.map(({ name, count, serviceTimeMs }) => ({ name, ms: count * serviceTimeMs.min }));
  const total = least.reduce((sum, { ms }) => sum + ms, 0);
  const words = least
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, 3)
    .map(({ name, ms }) => `${name} ${formatPercent(total === 0 ? 0 : ms / total)}`);
  return [
    ...collecting,
    {
      text: `Of the time of all requests, each taken at its quickest: ${words.join(', ')}.`,
      curves: null,
    },
  ];
}
