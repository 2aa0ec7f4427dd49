import { formatBytes, formatSpan } from '../../format/format.ts';
import type { ProbeRole } from '../../probe/series.ts';
import type { Mend } from '../finding.ts';
import { curvesOf, type ObservedCurve } from '../observed.ts';
import type { Rule } from '../run-evidence.ts';
import { growth, lowsOf } from '../trend.ts';

/** What the process holds by itself; resident memory also grows while a runtime settles, and is asked last. */
const ROLES: readonly ProbeRole[] = ['external-memory', 'heap-used'];
/** A heap of a process that is young fills up to its first great collection, and looks like a leak for so long. Seconds. */
const SETTLING: Partial<Record<ProbeRole, number>> = { 'heap-used': 180 };
const STRETCHES = 10;
const FEWEST_LOOKS = 12;
/** So unlikely must it be that chance makes as clear a growth. */
const SIGNIFICANT = 0.001;
const LEAST_BYTES = 4e6;
const LEAST_SHARE = 0.15;
/** Of the growth, what must fall into the second half: what settles grows in the first. */
const STILL = 0.3;

/** Memory that grows as long as the load lasts, collections counted in. */
export const memoryLeak: Rule = ({ summary }, observed) => {
  const found = ROLES.flatMap((role) => observed.all(role).flatMap(leakOf)).toSorted(
    (a, b) => b.grown - a.grown,
  );
  const [worst] = found;
  if (!worst) return [];
  const { curve, grown, slope, p, first, seconds } = worst;
  const limit = observed.beside(curve, 'memory-limit');
  const most = limit ? Math.max(...limit.looks.map(({ value }) => value)) : 0;
  const left = most > 0 ? (most - first - grown) / slope : null;
  const each = summary.totals.requests > 0 ? grown / summary.totals.requests : 0;
  const what = curve.series.label;
  return [
    {
      kind: 'memory-leak',
      of: curve.series.of,
      title: `Memory leak: ${what}`,
      what: `Memory (${what}) grows by ${formatBytes(slope)} a second and is not given back: ${formatBytes(grown)} more after ${formatSpan(seconds)}, about ${formatBytes(each)} for every request.`,
      confidence: p < SIGNIFICANT / 10 ? 'certain' : 'likely',
      why: `The lows between collections rise from stretch to stretch, also in the second half; chance does that in ${p < 1e-6 ? 'less than 1 of 1,000,000' : `1 of ${Math.round(1 / p).toLocaleString('en-US')}`} runs.`,
      refutedBy: 'A longer run in which it comes to rest, as a cache that fills up does.',
      evidence: [
        {
          text: `${formatBytes(first)} at first, ${formatBytes(first + grown)} at the end.`,
          curves: curvesOf(curve, limit),
        },
      ],
      since: null,
      requests: [],
      costMs: null,
      cost:
        left !== null && left > 0
          ? `The limit of ${formatBytes(most)} is reached after another ${formatSpan(left)} of this load.`
          : `One more gigabyte in ${formatSpan(1e9 / slope)} of this load.`,
      mends: MENDS,
      decidedBy: 'Two heap snapshots, some minutes of load apart, name what is kept.',
      weight: 20,
      explains: ['garbage-collection', 'latency-creep'],
    },
  ];
};

function leakOf(curve: ObservedCurve) {
  const length = (curve.looks.at(-1)?.at ?? 0) - (curve.looks[0]?.at ?? 0);
  const least = (curve.series.role && SETTLING[curve.series.role]) ?? 0;
  if (curve.looks.length < FEWEST_LOOKS || length < least) return [];
  const lows = lowsOf(curve.looks, STRETCHES);
  const trend = growth(lows);
  const [first] = lows;
  const last = lows.at(-1);
  const middle = lows[lows.length >> 1];
  if (!trend || !first || !last || !middle) return [];
  const grown = last.value - first.value;
  const isLasting = last.value - middle.value >= STILL * grown;
  if (trend.p >= SIGNIFICANT || grown < LEAST_BYTES || grown < LEAST_SHARE * first.value || !isLasting)
    return [];
  return [{ curve, grown, slope: trend.slope, p: trend.p, first: first.value, seconds: last.at - first.at }];
}

const MENDS: Mend[] = [
  {
    text: 'Bound what is kept in memory: lists that only grow, caches without an end, listeners that are added for each request.',
    code: { stack: 'Node.js', text: 'const cache = new LRUCache({ max: 5_000, ttl: 60_000 });' },
  },
  {
    text: 'Compare two heap snapshots: what there is more of each time is kept by something.',
    code: { stack: 'Node.js', text: 'node --heapsnapshot-signal=SIGUSR2 server.js\nkill -USR2 PID' },
  },
];
