import { formatCount, formatPercent, threeDigits } from '../../format/format.ts';
import { curvesOf, meanOf, shareOf, valuesOf } from '../observed.ts';
import type { Rule } from '../run-evidence.ts';

const FULL = 0.95;
/** Of the looks, those at which it was full. */
const OFTEN = 0.5;

/** The machine has no CPU left, and by whose doing. */
export const cpuSaturated: Rule = (_, observed) =>
  observed.all('host-cpu').flatMap((busy) => {
    const cpus = Math.max(0, ...valuesOf(observed.beside(busy, 'host-cpus')));
    if (cpus === 0 || shareOf(busy, (value) => value >= FULL * cpus) < OFTEN) return [];
    const [own] = observed.all('process-cpu');
    const mine = meanOf(valuesOf(own));
    const all = meanOf(valuesOf(busy));
    const isOwn = mine >= all / 2;
    return [
      {
        kind: 'cpu-saturated',
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
        explains: ['latency-creep', 'event-loop-blocked', 'errors-at-load'],
      },
    ];
  });
