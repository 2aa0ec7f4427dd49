import { formatCount, formatPercent } from '../../format/format.ts';
import type { CurvePoint } from '../../run/window.ts';
import type { Rule } from '../run-evidence.ts';

/** So many at least, and of all requests no more than this: what breaks under load breaks more often. */
const FEWEST = 3;
const RARE = 0.02;
/** The run is cut into so many stretches, and it happens in at least so many of them. */
const STRETCHES = 10;
const SPREAD = 3;

/**
 * A few 502 or resets, all over the run: one side closes an idle connection at the very moment when the other one sends on
 * it, as an app does whose keep-alive timeout is shorter than that of the balancer before it.
 */
export const keepAliveRace: Rule = ({ points, summary: { requests, totals } }) => {
  const sum = (of: (one: (typeof requests)[number]) => number) =>
    requests.reduce((all, one) => all + of(one), 0);
  const gateway = sum(({ statuses }) => statuses['502'] ?? 0);
  const resets = sum(({ errors }) => errors.reset ?? 0);
  const count = gateway + resets;
  // Failures of other kinds would be in the same stretches, and nobody could tell which is which.
  if (count < FEWEST || count > RARE * totals.requests || totals.failed > 2 * count || !isSpread(points))
    return [];
  const what = gateway >= resets ? 'answers with 502' : 'connections that were reset';
  return [
    {
      kind: 'connections-not-reused',
      of: 'closed under requests',
      title: 'Connections are closed under requests',
      what: `${formatCount(count)} ${what}, a few at a time all over the run and not only at high load: most likely one side closes idle connections on which the other one is about to send.`,
      confidence: 'possible',
      why: 'They come at any load. That is the mark of keep-alive limits that do not fit each other: the one behind must keep connections longer than the one before it.',
      refutedBy:
        'As many of them when the app keeps idle connections for longer than the balancer does; or restarts of the app at these moments.',
      evidence: [
        {
          text: `${formatCount(gateway)} answers with 502, ${formatCount(resets)} resets: ${formatPercent(count / totals.requests)} of all requests.`,
          ...{ curves: null, course: ['failed', 'vus'] },
        },
      ],
      since: null,
      requests: requests
        .filter(({ statuses, errors }) => (statuses['502'] ?? 0) + (errors.reset ?? 0) > 0)
        .map(({ name }) => name),
      costMs: null,
      cost: `${formatCount(count)} requests in vain, at any load.`,
      mends: [
        {
          text: 'Let the app keep idle connections longer than the balancer before it does.',
          code: {
            stack: 'Node.js behind a balancer with 60 s, gunicorn, nginx',
            text: 'server.keepAliveTimeout = 65_000;\nserver.headersTimeout = 66_000;\ngunicorn --keep-alive 65\nupstream shop { keepalive 64; keepalive_timeout 60s; }',
          },
        },
      ],
      decidedBy:
        'The keep-alive timeouts of both, and the log of the balancer ("upstream prematurely closed connection").',
      weight: 100 * (count / totals.requests),
      explains: ['errors-at-load'],
    },
  ];
};

function isSpread(points: readonly CurvePoint[]): boolean {
  const last = points.at(-1);
  if (!last) return false;
  const length = (last.second + last.seconds) / STRETCHES;
  const hit = points.filter(({ failed }) => failed > 0).map(({ second }) => Math.floor(second / length));
  const least = Math.min(...points.filter(({ failed }) => failed > 0).map(({ vus }) => vus));
  const most = Math.max(...points.map(({ vus }) => vus));
  // When they begin at the top of the load, it is the load.
  const isRamped = Math.min(...points.map(({ vus }) => vus)) < most / 2;
  return new Set(hit).size >= SPREAD && (!isRamped || least < 0.9 * most);
}
