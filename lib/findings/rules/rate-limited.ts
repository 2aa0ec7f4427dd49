import { formatPercent, formatRate } from '../../format/format.ts';
import type { Rule } from '../run-evidence.ts';

/** Answers 429: somebody counts what we send, and sends us away. */
export const rateLimited: Rule = ({ summary: { requests, totals, durationSeconds }, samples }, observed) => {
  const limited = requests.filter(({ statuses }) => (statuses['429'] ?? 0) > 0);
  const count = limited.reduce((sum, { statuses }) => sum + (statuses['429'] ?? 0), 0);
  if (count === 0) return [];
  const total = limited.reduce((sum, one) => sum + one.count, 0);
  const served = (total - count) / Math.max(1, durationSeconds);
  const kept = samples.filter(({ response }) => response?.status === 429);
  const first = kept.map(({ atMs }) => Math.floor(atMs / 1000)).sort((a, b) => a - b)[0];
  const headers = kept
    .flatMap(({ response }) => response?.headers ?? [])
    .filter(([name]) => /^(retry-after|x-?ratelimit-.*|ratelimit.*)$/i.test(name))
    .map(([name, value]) => `${name}: ${value}`);
  return [
    {
      kind: 'rate-limited',
      of: '',
      title: 'Rate limiting (429)',
      what: `${formatPercent(count / total)} of ${total === totals.requests ? 'all requests' : 'these requests'} were sent away with 429; about ${formatRate(served)} were let through.`,
      confidence: 'certain',
      why: 'The target says so itself by this status.',
      refutedBy: 'A status 429 that the target gives for another reason.',
      evidence: [
        {
          text: `${count.toLocaleString('en-US')} answers with 429.`,
          ...{ curves: null, course: ['failed', 'requests'] },
        },
        ...[...new Set(headers)].slice(0, 5).map((text) => ({ text, curves: null })),
      ],
      since: first === undefined ? null : observed.loadAt(first),
      requests: limited.map(({ name }) => name),
      costMs: null,
      cost: `The budget is about ${formatRate(served)}${headers.length > 0 ? `, as told by ${headers[0]}` : ''}.`,
      mends: [
        {
          text: 'Let the load come from many addresses or keys as users do, or lift the limit for the one that tests.',
          code: {
            stack: 'nginx',
            text: 'geo $limit { default 1; 10.0.0.5 0; }\nmap $limit $key { 1 $binary_remote_addr; }',
          },
        },
      ],
      decidedBy: null,
      weight: 1000 * (count / Math.max(1, totals.requests)),
      explains: ['errors-at-load'],
    },
  ];
};
