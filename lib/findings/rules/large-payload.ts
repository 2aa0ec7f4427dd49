import { formatBytes, formatMs, formatRate } from '../../format/format.ts';
import { requestName } from '../../run/series.ts';
import type { Mend } from '../finding.ts';
import { requestSteps } from '../route-requests.ts';
import type { Rule, RunEvidence } from '../run-evidence.ts';
import { shareOfRequests } from './n-plus-one.ts';

/** Bytes of an answer: text of this size is worth compressing, of the greater one worth asking whether it is needed. */
const LARGE = 12_000;
const HUGE = 60_000;
/** What came on the wire for each byte of content, from which on it is not compressed. */
const UNCOMPRESSED = 0.9;

type Request = RunEvidence['summary']['requests'][number];

/** Answers that are larger than they need to be. Not compressed counts only where the client would have taken it. */
export const largePayload: Rule = ({ summary, plan, samples }) => {
  const offered = requestsThatOfferGzip(plan, samples);
  const large = summary.requests.filter((request) => {
    const bytes = bytesOf(request);
    const isPlain = request.bytesReceived > UNCOMPRESSED * request.bytesDecoded;
    return request.count > 0 && ((bytes >= LARGE && isPlain && offered.has(request.name)) || bytes >= HUGE);
  });
  const [worst] = large.toSorted((a, b) => b.bytesReceived - a.bytesReceived);
  if (!worst) return [];
  const names = [...new Set(large.map(({ name }) => name))];
  const isPlain = worst.bytesReceived > UNCOMPRESSED * worst.bytesDecoded;
  const bytes = bytesOf(worst);
  const perSecond = worst.bytesReceived / Math.max(1, summary.durationSeconds);
  return [
    {
      kind: 'large-payload',
      of: '',
      title: `${isPlain ? 'Large answers, not compressed' : 'Large answers'}: ${names.join(', ')}`,
      what: `${worst.name} answers with ${formatBytes(bytes)} on average${isPlain ? `, not compressed${offered.has(worst.name) ? ' although the client offers to take gzip' : ''}` : ''}.`,
      confidence: bytes >= HUGE || offered.has(worst.name) ? 'certain' : 'likely',
      why: 'Every byte that came was counted, before and after decompression.',
      refutedBy: 'A client that shows all of what it gets, over a network on which it costs nothing.',
      evidence: large.map((request) => ({
        text: `${request.name}: ${formatBytes(bytesOf(request))} on the wire, ${formatBytes(request.bytesDecoded / request.count)} of content, ${formatMs(request.phasesMs.receiving)} to receive.`,
        ...{ curves: null, course: ['received', 'requests'] },
      })),
      since: null,
      requests: names,
      costMs: worst.phasesMs.receiving,
      cost: `${formatBytes(perSecond)} a second at ${formatRate(worst.requestsPerSecond)}; on a phone with 5 Mbit/s, ${formatMs((bytes * 8) / 5000)} for each.`,
      mends: MENDS,
      decidedBy: null,
      weight: ((bytes * 8) / 5000) * shareOfRequests(summary, names) + 1,
      explains: ['garbage-collection', 'cpu-saturated', 'latency-creep', 'network-limit'],
    },
  ];
};

const bytesOf = ({ bytesReceived, count }: Request) => bytesReceived / count;

/** Names of requests whose client would take a compressed answer, as the plan says or as it was seen. */
function requestsThatOfferGzip(plan: RunEvidence['plan'], samples: RunEvidence['samples']): Set<string> {
  const offers = (header: string, value: string) =>
    /^accept-encoding$/i.test(header) && /gzip|br/.test(value);
  const planned = requestSteps(plan).filter(({ headers }) =>
    Object.entries(headers ?? {}).some(([header, value]) => offers(header, value)),
  );
  const seen = samples.filter(({ request }) => request.headers.some(([name, value]) => offers(name, value)));
  return new Set([...planned.map(requestName), ...seen.map(({ name }) => name)]);
}

const MENDS: Mend[] = [
  {
    text: 'Compress text where the client accepts it, in the app or in what stands before it.',
    code: { stack: 'nginx, Express', text: 'gzip on; gzip_types application/json;\napp.use(compression())' },
  },
  {
    text: 'Send only the fields that the page shows, and only as many items as it shows at once.',
    code: { stack: 'HTTP', text: 'GET /products?fields=id,name,price&limit=20' },
  },
];
