import { formatPercent, formatRate } from '../../format/format.ts';
import { curvesOf, meanOf, totalOf, valuesOf, weightedMean } from '../observed.ts';
import type { Rule } from '../run-evidence.ts';

/** Look-ups a second, below which nothing depends on the cache. */
const USED = 5;
const POOR = 0.6;

/** Most of what is looked up in the cache is not there. */
export const cacheMissed: Rule = (_, observed) =>
  observed.all('cache-hit').flatMap((hit) => {
    const lookups = observed.beside(hit, 'cache-lookups');
    const evicted = observed.beside(hit, 'cache-evictions');
    const rate = meanOf(valuesOf(lookups));
    const share = weightedMean(hit, lookups);
    if (rate < USED || share >= POOR) return [];
    const isFull = totalOf(evicted) > 0;
    return [
      {
        kind: 'cache-missed',
        of: hit.probe,
        title: 'The cache is mostly missed',
        what: `Only ${formatPercent(share)} of ${formatRate(rate)} look-ups find something${isFull ? ', and keys are thrown out because the memory is full' : ''}.`,
        confidence: 'certain',
        why: 'The cache counts hits and misses.',
        refutedBy: 'Look-ups that are meant to miss, as those for locks and limits are.',
        evidence: [
          {
            text: `${formatPercent(share)} found, ${formatRate(rate)} look-ups.`,
            curves: curvesOf(hit, lookups),
          },
          ...(isFull
            ? [
                {
                  text: `${formatRate(meanOf(valuesOf(evicted)))} keys thrown out.`,
                  curves: curvesOf(evicted),
                },
              ]
            : []),
        ],
        since: observed.since(hit, (value) => value < POOR),
        requests: [],
        costMs: null,
        cost: `${formatRate(rate * (1 - share))} reads that go on to what lies behind the cache.`,
        mends: [
          isFull
            ? {
                text: 'Give it more memory, or keep less in it.',
                code: {
                  stack: 'Redis',
                  text: 'CONFIG SET maxmemory 2gb\nCONFIG SET maxmemory-policy allkeys-lfu',
                },
              }
            : {
                text: 'Look at the keys: one that holds the time or the user is never asked for again. Let entries live longer.',
                code: null,
              },
        ],
        decidedBy: null,
        weight: 10 * (1 - share),
        explains: [],
      },
    ];
  });
