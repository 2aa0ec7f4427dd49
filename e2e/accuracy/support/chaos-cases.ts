import type { PlanInput } from '../../../lib/plan/plan.ts';
import type { ErrorKind } from '../../../lib/run/snapshot.ts';

type RequestInput = Extract<
  NonNullable<PlanInput['scenarios'][number]['steps']>[number],
  { type: 'request' }
>;

/** What goes wrong, what it must be counted as, and what must be said about it. */
export type ChaosCase = {
  path: string;
  step?: Partial<RequestInput>;
  /** Null: nothing that the HTTP client could call a failure. */
  kind: ErrorKind | null;
  says?: string;
  /** Requests that one step makes, redirects included. */
  requests?: number;
  /** Whether its checks fail, where it has any. */
  checksFail?: boolean;
  /** What it costs this machine; dear ones are asked for less often. */
  cost?: 'dear' | 'slow';
  /** Whether its connection may die under the next request, which nobody can foresee. */
  racing?: boolean;
};

const needsBody: Pick<RequestInput, 'checks'> = { checks: [{ source: 'body', operator: 'exists' }] };
const needsJson: Pick<RequestInput, 'checks' | 'extract'> = {
  checks: [
    { source: 'jsonpath', expression: '$.a', operator: 'exists' },
    { source: 'jsonpath', expression: '$..b', operator: 'exists' },
  ],
  extract: [{ as: 'whole', from: 'jsonpath', expression: '$' }],
};
const soon: Partial<RequestInput> = { timeout: '1s' };

export const CHAOS: ChaosCase[] = [
  { path: '/fine', kind: null },
  { path: '/slow-headers', kind: null },
  { path: '/slow-body', kind: null },
  { path: '/silent', step: soon, kind: 'timeout', says: 'no complete response within 1 s', cost: 'slow' },
  { path: '/endless-headers', step: soon, kind: 'timeout', cost: 'slow' },
  { path: '/endless', step: soon, kind: 'timeout', cost: 'slow' },
  { path: '/hang-up', kind: 'reset', says: 'closed the connection before its answer was complete' },
  { path: '/half-closed', kind: 'reset', says: 'before its answer was complete' },
  { path: '/half-closed-body', kind: 'reset', says: 'before its answer was complete' },
  { path: '/close-ends-body', step: needsBody, kind: null },
  { path: '/reset', kind: 'reset' },
  { path: '/reset-in-body', kind: 'reset' },
  { path: '/closes-idle', kind: null, racing: true },
  { path: '/short-body', kind: 'reset', says: 'before its answer was complete' },
  { path: '/long-body', step: needsBody, kind: null },
  { path: '/two-lengths', kind: 'protocol' },
  { path: '/negative-length', kind: 'protocol' },
  { path: '/length-and-chunks', kind: 'protocol' },
  { path: '/two-answers', kind: null },
  { path: '/body-where-none', kind: null },
  { path: '/garbage', kind: 'protocol', says: 'does not match the HTTP/1.1 protocol' },
  { path: '/garbage-chunks', kind: 'protocol' },
  { path: '/huge-chunk', kind: 'protocol' },
  { path: '/huge-header', kind: 'protocol', says: 'Headers Overflow', cost: 'dear' },
  { path: '/many-headers', kind: 'protocol', says: 'Headers Overflow', cost: 'dear' },
  { path: '/nul-in-header', kind: 'protocol' },
  { path: '/no-status', kind: 'protocol' },
  { path: '/early-hints', kind: null },
  { path: '/many-hints', kind: null },
  { path: '/processing', kind: null },
  { path: '/continue', kind: null },
  { path: '/upgrade', kind: 'protocol' },
  { path: '/round', kind: 'protocol', says: 'redirects more than 10 times', requests: 11 },
  { path: '/further', kind: 'protocol', says: 'redirects more than 10 times', requests: 11 },
  { path: '/nowhere', kind: 'protocol', says: 'redirects to "gopher://x/"' },
  { path: '/broken-location', kind: 'protocol', says: 'which is no address' },
  {
    path: '/bad-gzip',
    step: needsBody,
    kind: 'protocol',
    says: 'the body is not valid gzip',
    checksFail: true,
  },
  {
    path: '/cut-gzip',
    step: needsBody,
    kind: 'protocol',
    says: 'the body is not valid gzip',
    checksFail: true,
  },
  {
    path: '/bomb',
    step: needsBody,
    kind: 'protocol',
    says: 'larger than 10 MB when decoded',
    checksFail: true,
    cost: 'dear',
  },
  { path: '/not-json', step: needsJson, kind: null, checksFail: true },
  { path: '/cut-json', step: needsJson, kind: null, checksFail: true },
  { path: '/deep-json', step: needsJson, kind: null, checksFail: true, cost: 'dear' },
  { path: '/not-utf8', step: needsJson, kind: null, checksFail: true },
  { path: '/odd-cookies', kind: null },
];
