import { formatPercent } from '../../format/format.ts';
import { curvesOf, meanOf, valuesOf } from '../observed.ts';
import type { Rule } from '../run-evidence.ts';

/** Of the time. */
const MUCH = 0.1;

/** The runtime is busy tidying up. */
export const garbageCollection: Rule = (_, observed) =>
  observed.all('gc-share').flatMap((curve) => {
    const share = meanOf(valuesOf(curve));
    if (share < MUCH) return [];
    return [
      {
        kind: 'garbage-collection',
        of: curve.series.of,
        title: 'Garbage collection takes much of the time',
        what: `${formatPercent(share)} of the time goes into garbage collection.`,
        confidence: 'certain',
        why: 'The runtime counts it itself.',
        refutedBy: 'Collections beside the work, on cores that are idle anyway.',
        evidence: [
          {
            text: `${formatPercent(share)} on average, up to ${formatPercent(Math.max(...valuesOf(curve)))}.`,
            curves: curvesOf(curve),
          },
        ],
        since: observed.since(curve, (value) => value >= MUCH),
        requests: [],
        costMs: null,
        cost: `${formatPercent(share)} of the capacity of the process.`,
        mends: [
          { text: 'Make less: large answers, copies of objects, parsing of what is not needed.', code: null },
          {
            text: 'Give the heap more room, where memory is left.',
            code: {
              stack: 'Node.js, JVM',
              text: 'node --max-semi-space-size=64 server.js\njava -Xmx2g -XX:+UseG1GC',
            },
          },
        ],
        decidedBy: 'An allocation profile names who makes so much.',
        weight: 100 * share,
        explains: ['latency-creep'],
      },
    ];
  });
