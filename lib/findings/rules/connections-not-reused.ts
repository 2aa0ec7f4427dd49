import { formatMs, formatPercent } from '../../format/format.ts';
import type { Plan } from '../../plan/plan.ts';
import { requestSteps } from '../route-requests.ts';
import type { Rule, RunEvidence } from '../run-evidence.ts';

/** Connections for each request, from which on they are hardly reused. */
const NEW = 0.5;
/** Requests that a user must make on average, before a connection could have been used again. */
const REPEATED = 4;

/** Connections end after one request or two, and each new one costs round trips. */
export const connectionsNotReused: Rule = ({ plan, summary: { totals, requests }, samples }) => {
  const share = totals.requests === 0 ? 0 : totals.connections / totals.requests;
  if (isAskedFor(plan) || share < NEW || totals.requests < REPEATED * Math.max(1, totals.maxVus)) return [];
  const setup = requests.map(
    ({ count, phasesMs: { dns, connecting, tls } }) => count * (dns + connecting + tls),
  );
  const said = keepAliveHeaders(samples);
  const costMs = setup.reduce((sum, one) => sum + one, 0) / totals.requests;
  return [
    {
      kind: 'connections-not-reused',
      of: '',
      title: 'Connections are not reused',
      what: `${formatPercent(Math.min(1, share))} of the requests needed a new connection, though the client keeps them open.`,
      confidence: said.length > 0 ? 'certain' : 'likely',
      why:
        said.length > 0
          ? 'Connections and requests are counted, and the answers themselves say how long a connection may live.'
          : 'Connections and requests are counted; a user who keeps a connection needs one.',
      refutedBy: 'A target that is meant to close after each answer.',
      evidence: [
        {
          text: `${totals.connections.toLocaleString('en-US')} connections for ${totals.requests.toLocaleString('en-US')} requests of ${totals.maxVus} users.`,
          curves: null,
        },
        ...said.map((text) => ({ text: `An answer said ${text}.`, curves: null })),
      ],
      since: null,
      requests: [],
      costMs,
      cost: `${formatMs(costMs)} of the mean request, and a port and a handshake for each on both sides.`,
      mends: [
        {
          text: 'Keep connections open longer than the balancer in front does, on every hop.',
          code: {
            stack: 'Node.js, nginx',
            text: 'server.keepAliveTimeout = 75_000;\nupstream shop { server 127.0.0.1:3000; keepalive 64; }  # and proxy_http_version 1.1',
          },
        },
      ],
      decidedBy: null,
      weight: costMs,
      explains: ['slow-connecting'],
    },
  ];
};

/** Whether the plan, or its script, wants connections that end: then it is no matter of the target. */
function isAskedFor({ scenarios, script, ...plan }: Plan): boolean {
  const { noConnectionReuse = false, noVUConnectionReuse = false } = script?.settings ?? {};
  const closes = requestSteps({ scenarios, script, ...plan }).some(({ headers }) =>
    Object.entries(headers ?? {}).some(([name, value]) => /^connection$/i.test(name) && /close/i.test(value)),
  );
  return (
    noConnectionReuse ||
    noVUConnectionReuse ||
    closes ||
    scenarios.some(({ connections }) => connections === 'new-per-iteration')
  );
}

/** What answers that were kept say of the life of their connection: `connection: close`, `keep-alive: timeout=5, max=2`. */
function keepAliveHeaders(samples: RunEvidence['samples']): string[] {
  const said = samples.flatMap(({ response }) =>
    (response?.headers ?? []).filter(
      ([name, value]) => /^keep-alive$/i.test(name) || (/^connection$/i.test(name) && /close/i.test(value)),
    ),
  );
  return [...new Set(said.map(([name, value]) => `${name}: ${value}`))].slice(0, 3);
}
