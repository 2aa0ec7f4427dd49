import { formatCount, formatPercent, formatRate } from '../../format/format.ts';
import type { Rule } from '../run-evidence.ts';

/** Of all requests, those that must fail before it is worth saying. */
const FAILED = 0.005;
/** Of the load at which errors begin, what must have gone well before. */
const CLEAN = 0.7;

/** Errors that begin at a level of load, and were not there below it. */
export const errorsAtLoad: Rule = ({ points, summary: { totals, requests } }) => {
  if (totals.requests === 0 || totals.failed / totals.requests < FAILED) return [];
  const first = points.findIndex(
    (point, at) => point.failed / Math.max(1, point.requests) > FAILED && (points[at + 1]?.failed ?? 1) > 0,
  );
  const start = points[first];
  if (!start) return [];
  const before = points.slice(0, first);
  const isRisen = before.some(({ vus, requests: sent }) => sent > 0 && vus <= start.vus * CLEAN);
  const failing = requests.filter(({ failed }) => failed > 0).toSorted((a, b) => b.failed - a.failed);
  const statuses = new Map<string, number>();
  for (const { statuses: own, errors } of failing)
    for (const [name, count] of [
      ...Object.entries(own).filter(([status]) => Number(status) >= 400),
      ...Object.entries(errors).filter(([kind]) => kind !== 'status'),
    ])
      statuses.set(name, (statuses.get(name) ?? 0) + count);
  const rate = start.requests / start.seconds;
  const words = isRisen
    ? `from ${formatCount(start.vus)} users and ${formatRate(rate)} on`
    : 'from the start on';
  return [
    {
      kind: 'errors-at-load',
      of: '',
      title: `Errors ${words}`,
      what: `${formatPercent(totals.failed / totals.requests)} of all requests failed, ${words}.`,
      confidence: isRisen ? 'likely' : 'possible',
      why: isRisen
        ? 'Below that load there were none.'
        : 'They were there at any load, so that load may have nothing to do with them.',
      refutedBy: 'As many errors at a quarter of this load.',
      evidence: [...statuses]
        .sort(([, a], [, b]) => b - a)
        .slice(0, 5)
        .map(([name, count]) => ({
          ...{ text: `${name}: ${formatCount(count)} times.`, curves: null },
          course: ['failed', 'vus'],
        })),
      since: { second: start.second, vus: start.vus, requestsPerSecond: rate },
      requests: failing.map(({ name }) => name),
      costMs: null,
      cost: `${formatCount(totals.failed)} requests in vain.`,
      mends: [
        {
          text: 'Look at the exchanges that were kept of each failure below, and at the log of the target at that moment.',
          code: null,
        },
      ],
      decidedBy: 'A probe of the target: pool, memory, open files at the moment when they begin.',
      weight: 100 * (totals.failed / totals.requests),
      explains: [],
    },
  ];
};
