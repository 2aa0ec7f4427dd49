import { formatBytes, formatCount, formatMs, formatPercent, formatRate } from '../../format/format.ts';
import type { CurvePoint } from '../../run/window.ts';
import type { Found, Mend } from '../finding.ts';
import { curvesOf, medianOf, type Observed, totalOf, valuesOf } from '../observed.ts';
import type { Rule, RunEvidence } from '../run-evidence.ts';

/** Of all segments, those that are sent again, from which on it is felt; and segments a second, below which it says nothing. */
const LOST = 0.02;
const SENT = 50;
/** Of a request's time, what goes into receiving when the line is full; and milliseconds, at least. */
const RECEIVING = 0.5;
const LEAST_MS = 5;
/** The top is flat when half of the points behind it lie so near to it, while the users become so many times as many. */
const NEAR = 0.9;
const MORE_USERS = 1.5;
const FEWEST_POINTS = 10;
/** Mbit/s at which lines are sold; of each so much is left for content. */
const LINES = [10, 100, 250, 500, 1000, 2500, 10_000];
const CONTENT = [0.85, 1] as const;

/** The network, and not the target, sets the limit: it loses packets, or it is full. */
export const networkLimit: Rule = (evidence, observed) => [
  ...lossOf(observed),
  ...fullOf(evidence, observed),
];

function lossOf(observed: Observed): Found[] {
  return observed.all('host-retransmits').flatMap((again) => {
    const sent = observed.beside(again, 'host-segments');
    const share = totalOf(sent) === 0 ? 0 : totalOf(again) / totalOf(sent);
    if (share < LOST || medianOf(valuesOf(sent)) < SENT) return [];
    const isNow = (value: number) => value >= LOST * medianOf(valuesOf(sent));
    return [
      {
        kind: 'network-limit',
        of: again.probe,
        title: 'The network loses packets',
        what: `${formatPercent(share)} of all TCP segments had to be sent again; each makes its request wait for 200 ms or more.`,
        confidence: 'certain',
        why: 'The system counts what it sends again.',
        refutedBy: 'Connections of something else on that machine, over another line.',
        evidence: [
          {
            text: `${formatRate(totalOf(again) / Math.max(1, valuesOf(again).length))} of ${formatRate(totalOf(sent) / Math.max(1, valuesOf(sent).length))} segments sent again.`,
            ...{ curves: curvesOf(again, sent), course: ['p95'] },
          },
        ],
        since: observed.since(again, isNow),
        requests: [],
        costMs: share * 200,
        cost: `200 ms or more for each request that it hits, and less throughput on every connection.`,
        mends: MENDS,
        decidedBy:
          'Drops of the network card, of the switch or of the virtual network on both sides (ethtool -S, nstat).',
        weight: share * 200,
        explains: ['latency-creep', 'slow-connecting', 'errors-at-load'],
      },
    ];
  });
}

function fullOf({ points, summary }: RunEvidence, observed: Observed): Found[] {
  const { requests, totals, generator } = summary;
  if (!generator.valid || totals.requests === 0) return [];
  const mean = (of: (phases: (typeof requests)[number]['phasesMs']) => number) =>
    requests.reduce((sum, { count, phasesMs }) => sum + count * of(phasesMs), 0) / totals.requests;
  const receiving = mean((phases) => phases.receiving);
  const whole = receiving + mean(({ dns, connecting, tls, waiting }) => dns + connecting + tls + waiting);
  const top = flatTopOf(points);
  if (!top || receiving < LEAST_MS || receiving < RECEIVING * whole) return [];
  const megabits = (top.bytesPerSecond * 8) / 1e6;
  const line = LINES.find((one) => megabits >= one * CONTENT[0] && megabits <= one * CONTENT[1]);
  const sent = observed.all('host-sent');
  return [
    {
      kind: 'network-limit',
      of: '',
      title: `The network is full at ${formatBytes(top.bytesPerSecond)}/s`,
      what: `From ${formatCount(top.from.vus)} users on no more than ${formatBytes(top.bytesPerSecond)} a second come, whatever the load, and ${formatPercent(receiving / whole)} of the time of the mean request goes into receiving.`,
      confidence: line === undefined ? 'possible' : 'likely',
      why: `Bytes stay where they are while users go up to ${formatCount(top.mostVus)}, and the answers come slowly rather than late.${line === undefined ? '' : ` ${formatCount(Math.round(megabits))} Mbit/s is what a line of ${formatCount(line)} Mbit/s carries.`}`,
      refutedBy:
        'A target that makes its answers slowly while it sends them: then its CPU is busy, and a second machine that asks too gets as much again.',
      evidence: [
        {
          text: `${formatMs(receiving)} of ${formatMs(whole)} of the mean request go into receiving.`,
          ...{ curves: curvesOf(...sent), course: ['received', 'vus'] },
        },
      ],
      since: {
        ...{ second: top.from.second, vus: top.from.vus },
        requestsPerSecond: top.from.requests / top.from.seconds,
      },
      requests: [],
      costMs: receiving,
      cost: `${formatMs(receiving)} of the mean request, and more with every user that comes.`,
      mends: MENDS,
      decidedBy:
        'A measurement of the line alone (iperf3), or a probe of the machine (node_exporter) on both sides.',
      weight: receiving,
      explains: ['latency-creep', 'errors-at-load'],
    },
  ];
}

/** Where bytes a second come to a top and stay there while users go on to grow; null where they do not. */
function flatTopOf(points: readonly CurvePoint[]) {
  const rate = ({ bytesReceived, seconds }: CurvePoint) => bytesReceived / seconds;
  const ascending = points.map(rate).sort((a, b) => a - b);
  const peak = ascending[Math.floor(ascending.length * 0.95)] ?? 0;
  const at = points.findIndex((point) => rate(point) >= NEAR * peak);
  const from = points[at];
  if (!from || peak === 0) return null;
  const mostVus = Math.max(...points.map(({ vus }) => vus));
  const behind = points.slice(at).filter(({ vus }) => vus >= from.vus);
  const middle = medianOf(behind.map(rate));
  if (behind.length < FEWEST_POINTS || mostVus < MORE_USERS * from.vus || middle < NEAR * peak) return null;
  return { from, mostVus, bytesPerSecond: middle };
}

const MENDS: Mend[] = [
  {
    text: 'Send less: compress, leave out what the page does not show, let a CDN serve what is the same for all.',
    code: { stack: 'nginx', text: 'gzip on; gzip_types application/json text/css application/javascript;' },
  },
  {
    text: 'Bring the load generator nearer to the target, or give both a faster line; then see what limits next.',
    code: null,
  },
];
