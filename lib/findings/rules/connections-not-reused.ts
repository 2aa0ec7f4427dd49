import { formatMs, formatPercent } from '../../format/format.ts';
import type { Rule } from '../run-evidence.ts';

/** Connections for each request, from which on they are hardly reused. */
const NEW = 0.5;
/** Requests that a user must make on average, before a connection could have been used again. */
const REPEATED = 4;

/** Connections end after one request or two, and each new one costs round trips. */
export const connectionsNotReused: Rule = ({ plan, summary: { totals, requests } }) => {
  const isAsked = plan.scenarios.some(({ connections }) => connections === 'new-per-iteration');
  const share = totals.requests === 0 ? 0 : totals.connections / totals.requests;
  if (isAsked || share < NEW || totals.requests < REPEATED * Math.max(1, totals.maxVus)) return [];
  const setup = requests.map(
    ({ count, phasesMs: { dns, connecting, tls } }) => count * (dns + connecting + tls),
  );
  const costMs = setup.reduce((sum, one) => sum + one, 0) / totals.requests;
  return [
    {
      kind: 'connections-not-reused',
      of: '',
      title: 'Connections are not reused',
      what: `${formatPercent(Math.min(1, share))} of the requests needed a new connection, though the client keeps them open.`,
      confidence: 'likely',
      why: 'Connections and requests are counted; a user who keeps a connection needs one.',
      refutedBy: 'A target that is meant to close after each answer.',
      evidence: [
        {
          text: `${totals.connections.toLocaleString('en-US')} connections for ${totals.requests.toLocaleString('en-US')} requests of ${totals.maxVus} users.`,
          curves: null,
        },
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
