import { formatMs, formatPercent } from '../../format/format.ts';
import type { Rule } from '../run-evidence.ts';

/** Of the whole time, from which on look-up, connecting and TLS are worth saying. */
const SHARE = 0.25;
const LEAST_MS = 2;

/** Most of the time goes into getting through to the target, not into its answers. */
export const slowConnecting: Rule = ({ summary: { requests, totals } }) => {
  if (totals.requests === 0) return [];
  const mean = (of: (phases: (typeof requests)[number]['phasesMs']) => number) =>
    requests.reduce((sum, { count, phasesMs }) => sum + count * of(phasesMs), 0) / totals.requests;
  const parts = {
    'looking up the name (DNS)': mean(({ dns }) => dns),
    connecting: mean(({ connecting }) => connecting),
    'the TLS handshake': mean(({ tls }) => tls),
  };
  const setup = Object.values(parts).reduce((sum, one) => sum + one, 0);
  const whole = setup + mean(({ waiting, receiving }) => waiting + receiving);
  if (setup < LEAST_MS || setup < SHARE * whole) return [];
  const [[name, ms] = ['', 0]] = Object.entries(parts).sort(([, a], [, b]) => b - a);
  return [
    {
      kind: 'slow-connecting',
      of: '',
      title: `Time goes into ${name}`,
      what: `${formatPercent(setup / whole)} of the time of the mean request goes into getting through to the target, most of it into ${name}.`,
      confidence: 'certain',
      why: 'The phases of each request are measured.',
      refutedBy: 'A client that connects once and stays, as a phone app may: then this cost comes once.',
      evidence: Object.entries(parts).map(([text, part]) => ({
        text: `${text}: ${formatMs(part)} of the mean request.`,
        ...{ curves: null, course: ['p50', 'p95'] },
      })),
      since: null,
      requests: [],
      costMs: setup,
      cost: `${formatMs(ms)} of the mean request for ${name}.`,
      mends: [
        { text: 'Reuse connections; resume TLS sessions; let names live longer in caches.', code: null },
      ],
      decidedBy: null,
      weight: setup,
      explains: [],
    },
  ];
};
