import { formatMs, formatPercent, formatRate, threeDigits } from '../../format/format.ts';
import type { Found, Mend } from '../finding.ts';
import {
  curvesOf,
  meanOf,
  type Observed,
  type ObservedCurve,
  totalOf,
  valuesOf,
  weightedMean,
} from '../observed.ts';
import type { Rule, RunEvidence } from '../run-evidence.ts';
import { waitingOutside } from './waiting-outside.ts';

/** Seconds that a call of another service takes on average, and the share that it has of all time in requests. */
const SLOW = 0.05;
const SHARE = 0.4;

/** The target itself waits for another service. Where it does not count its calls, what is left to explain the time. */
export const slowDownstream: Rule = (evidence, observed) => {
  const calls = observed.all('client-mean');
  return calls.length > 0
    ? calls.flatMap((curve) => ofService(curve, evidence, observed))
    : waitingOutside(evidence, observed);
};

function ofService(curve: ObservedCurve, { summary }: RunEvidence, observed: Observed): Found[] {
  const rate = observed
    .all('client-rate')
    .find(({ probe, series }) => probe === curve.probe && series.of === curve.series.of);
  const mean = weightedMean(curve, rate);
  const served = servedBy(curve.probe, observed);
  const looks = Math.max(1, valuesOf(rate).length);
  const requests =
    served.requests || (summary.totals.requests / Math.max(1, summary.durationSeconds)) * looks;
  const perRequest = requests === 0 ? 0 : totalOf(rate) / requests;
  const whole = served.seconds || (summary.totals.responseTimeMs.mean / 1000) * requests;
  const share = whole === 0 ? 0 : Math.min(1, (totalOf(rate) * mean) / whole);
  if (mean < SLOW || share < SHARE) return [];
  const name = curve.series.of || 'another service';
  const costMs = perRequest * mean * 1000;
  return [
    {
      kind: 'slow-downstream',
      of: curve.series.of,
      title: `Slow downstream: ${name}`,
      what: `The target waits for ${name}: a call takes ${formatMs(mean * 1000)} on average, and ${formatPercent(share)} of all time in requests goes there.`,
      confidence: 'certain',
      why: 'The target measures its own calls of other services.',
      refutedBy: `Response times that stay as they are when ${name} is replaced by a stand-in that answers at once.`,
      evidence: [
        {
          text: `${formatMs(mean * 1000)} for a call, ${formatRate(meanOf(valuesOf(rate)))}, ${threeDigits(perRequest)} for each request.`,
          ...{ curves: curvesOf(curve, rate), course: ['p50', 'p95'] },
        },
      ],
      since: observed.since(curve, (value) => value >= SLOW),
      requests: [],
      costMs,
      cost: `About ${formatMs(costMs)} of the mean request.`,
      mends: MENDS,
      decidedBy: `A probe of ${name} itself says why it is slow.`,
      weight: costMs,
      explains: ['latency-creep', 'errors-at-load', 'pool-exhausted'],
    },
  ];
}

/** Requests that a target served, and the time it took for all of them, as its probe counts both. */
function servedBy(probe: string, observed: Observed): { requests: number; seconds: number } {
  const own = observed.all('http-mean').filter((one) => one.probe === probe);
  let requests = 0;
  let seconds = 0;
  for (const mean of own) {
    const rate = observed
      .all('http-rate')
      .find((one) => one.probe === probe && one.series.of === mean.series.of);
    requests += totalOf(rate);
    seconds += totalOf(rate) * weightedMean(mean, rate);
  }
  return { requests, seconds };
}

const MENDS: Mend[] = [
  {
    text: 'Give each call a deadline, and stop asking for a while when it is missed often.',
    code: {
      stack: 'Node.js, Spring (Resilience4j)',
      text: 'await fetch(url, { signal: AbortSignal.timeout(500) });\nnew CircuitBreaker(call, { timeout: 500 });  // opossum\n@CircuitBreaker(name = "rates") @TimeLimiter(name = "rates")',
    },
  },
  {
    text: 'Ask side by side what does not depend on each other, and keep answers that live for a while.',
    code: { stack: 'Node.js', text: 'const [rates, stock] = await Promise.all([getRates(), getStock()]);' },
  },
  {
    text: 'Do after the answer what nobody waits for: mails, invoices, notifications belong into a queue.',
    code: null,
  },
];
