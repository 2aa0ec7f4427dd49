import { formatChange, formatMs, formatSpan } from '../../format/format.ts';
import type { CurvePoint } from '../../run/window.ts';
import type { Rule } from '../run-evidence.ts';
import { growth } from '../trend.ts';

/** Seconds that a load must be sustained, before a trend is told from chance. */
const LEAST_SECONDS = 120;
const STRETCHES = 12;
/** What is called a creep: less likely by chance, and more growth. A shared machine drifts by a tenth in a minute. */
export const CREEP = { significant: 0.001, leastGrowth: 0.2 };

/** Response times that grow while the load stays as it is. */
export const latencyCreep: Rule = ({ points }) => {
  const sustained = longestSustained(points);
  const first = sustained[0];
  const last = sustained.at(-1);
  if (!first || !last || last.second + last.seconds - first.second < LEAST_SECONDS) return [];
  const medians = mediansOf(sustained);
  const trend = growth(medians);
  const start = medians[0]?.value ?? 0;
  const end = medians.at(-1)?.value ?? 0;
  if (!trend || trend.p >= CREEP.significant || start <= 0 || end / start < 1 + CREEP.leastGrowth) return [];
  const seconds = last.second + last.seconds - first.second;
  return [
    {
      kind: 'latency-creep',
      of: '',
      title: 'Response times creep up under a load that stays',
      what: `The median response time grew from ${formatMs(start)} to ${formatMs(end)} (${formatChange(end / start - 1)}) in ${formatSpan(seconds)} of the same load.`,
      confidence: 'likely',
      why: `Stretch after stretch it is higher; chance does that in less than 1 of ${Math.round(1 / Math.max(trend.p, 1e-9)).toLocaleString('en-US')} runs (Mann-Kendall).`,
      refutedBy: 'A longer run in which it comes to rest.',
      evidence: [
        {
          text: `Medians one after the other: ${medians.map(({ value }) => formatMs(value)).join(', ')}.`,
          ...{ curves: null, course: ['p50', 'vus'] },
        },
      ],
      since: { second: first.second, vus: first.vus, requestsPerSecond: first.requests / first.seconds },
      requests: [],
      costMs: end - start,
      cost: `${formatMs(end - start)} more after ${formatSpan(seconds)}, and growing.`,
      mends: [
        { text: 'Look for what grows meanwhile: memory, tables, queues, open connections.', code: null },
      ],
      decidedBy: 'A probe of the target: memory, garbage collection, pool and table sizes.',
      weight: end - start,
      explains: [],
    },
  ];
};

/** The longest stretch in which the number of users stays within a twentieth. */
function longestSustained(points: readonly CurvePoint[]): readonly CurvePoint[] {
  let longest: readonly CurvePoint[] = [];
  let start = 0;
  for (const [at, point] of points.entries()) {
    const vus = points[start]?.vus ?? 0;
    if (vus === 0 || Math.abs(point.vus - vus) > Math.max(1, vus / 20)) start = at;
    if (at + 1 - start > longest.length && point.vus > 0) longest = points.slice(start, at + 1);
  }
  return longest;
}

/** Medians are not averaged here: of each stretch it is the middle one of those of its points. */
function mediansOf(points: readonly CurvePoint[]) {
  const each = Math.ceil(points.length / STRETCHES);
  return Array.from({ length: Math.ceil(points.length / each) }, (_, stretch) => {
    const own = points.slice(stretch * each, (stretch + 1) * each);
    const ascending = own.flatMap(({ p50 }) => (p50 === null ? [] : [p50])).sort((a, b) => a - b);
    return { at: own[0]?.second ?? 0, value: ascending[ascending.length >> 1] ?? 0 };
  });
}
