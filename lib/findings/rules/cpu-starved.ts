import { formatMs, formatPercent, threeDigits } from '../../format/format.ts';
import type { Found } from '../finding.ts';
import {
  curvesOf,
  meanOf,
  medianOf,
  type Observed,
  type ObservedCurve,
  shareOf,
  valuesOf,
} from '../observed.ts';
import type { Rule } from '../run-evidence.ts';

/** Seconds that an event loop is late, and how often, before anybody asks why. */
const LATE = 0.04;
const OFTEN = 0.5;
/** Of the time for which it was late, what the process computed: a thread that blocks itself computes all the time. */
const COMPUTED = 0.9;

/** An event loop that is late while its process hardly computes: it waits for a core that somebody else has. */
export const cpuStarved: Rule = (_, observed) => {
  const held = throttled(observed);
  return held.length > 0 ? held : late(observed);
};

/** Seconds of each second for which a container is held back by its limit. */
const THROTTLED = 0.05;

/** A container that its own limit holds back. */
const throttled = (observed: Observed): Found[] =>
  observed.all('throttled-share').flatMap((held) => {
    const share = meanOf(valuesOf(held));
    if (share < THROTTLED) return [];
    const cpu = observed.beside(held, 'process-cpu');
    return [
      {
        kind: 'cpu-starved',
        of: held.series.of,
        title: `A CPU limit holds the target back${held.series.of ? `: ${held.series.of}` : ''}`,
        what: `The container is held back for ${formatMs(share * 1000)} of each second because its CPU limit is used up.`,
        confidence: 'certain',
        why: 'The system counts how long it holds the container back.',
        refutedBy: 'Response times that stay as they are without the limit.',
        evidence: [
          {
            text: `${formatMs(share * 1000)} of each second on average, while it computes ${threeDigits(meanOf(valuesOf(cpu)))} cores.`,
            ...{ curves: curvesOf(held, cpu), course: ['p95'] },
          },
        ],
        since: observed.since(held, (value) => value >= THROTTLED),
        requests: [],
        costMs: share * 100,
        cost: 'Up to 100 ms at a time for whatever is served at that moment.',
        mends: [
          {
            text: 'Raise the CPU limit of its container, or leave it out and keep the request.',
            code: { stack: 'Kubernetes', text: 'resources: { requests: { cpu: "1" } }  # and no limits.cpu' },
          },
        ],
        decidedBy: null,
        weight: share * 100,
        explains: ['latency-creep', 'event-loop-blocked', 'errors-at-load'],
      },
    ];
  });

const late = (observed: Observed): Found[] =>
  observed.all('event-loop-lag-max').flatMap((longest) => {
    if (!isStarved(longest, observed)) return [];
    const late = medianOf(valuesOf(longest));
    const cpu = observed.beside(longest, 'process-cpu');
    const used = meanOf(valuesOf(cpu));
    return [
      {
        kind: 'cpu-starved',
        of: longest.series.of,
        title: 'The target gets too little CPU',
        what: `Its event loop is usually ${formatMs(late * 1000)} late although the process computes only ${threeDigits(used)} cores: something else on its machine has the CPU, or a limit holds it back.`,
        confidence: 'likely',
        why: 'A thread that blocks itself would compute for as long as it is late.',
        refutedBy: 'A machine that is idle at the same time, or a disk that the thread waits for.',
        evidence: [
          {
            text: `Late by ${formatMs(LATE * 1000)} or more at ${formatPercent(shareOf(longest, (value) => value >= LATE))} of all looks; ${threeDigits(used)} cores busy on average.`,
            curves: curvesOf(longest, cpu),
          },
        ],
        since: observed.since(longest, (value) => value >= LATE),
        requests: [],
        costMs: late * 1000,
        cost: `${formatMs(late * 1000)} now and then for every request; no figure of this run is that of an undisturbed target.`,
        mends: [
          {
            text: 'Give the target a machine, or cores, of its own; move the load generator to another machine.',
            code: null,
          },
          {
            text: 'Raise the CPU limit of its container.',
            code: { stack: 'Kubernetes', text: 'resources: { requests: { cpu: "1" } }  # and no limits.cpu' },
          },
        ],
        decidedBy: 'A probe of the machine (node_exporter, cAdvisor, this machine): who has the CPU.',
        weight: late * 1000,
        explains: [
          'pool-exhausted',
          'event-loop-blocked',
          'latency-creep',
          'errors-at-load',
          'slow-connecting',
        ],
      },
    ];
  });

export function isStarved(longest: ObservedCurve, observed: Observed): boolean {
  const cpu = observed.beside(longest, 'process-cpu');
  if (!cpu) return false;
  const cpuAt = new Map(cpu.looks.map(({ at, value }) => [at, value]));
  let before = 0;
  let late = 0;
  let idle = 0;
  for (const { at, value } of longest.looks) {
    const computed = (cpuAt.get(at) ?? 0) * (at - before);
    before = at;
    if (value < LATE) continue;
    late++;
    if (computed < COMPUTED * value) idle++;
  }
  return late >= OFTEN * longest.looks.length && idle >= OFTEN * late;
}
