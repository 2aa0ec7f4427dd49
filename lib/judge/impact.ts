import { ANSWERS, type Answer, type Judged, type JudgedRequest } from './answers.ts';

/** Gravest first. */
const GRAVITY: Record<Answer, number> = { worse: 0, better: 1, 'not-enough-data': 2, equivalent: 3 };

/** Metrics that are judged: not a throughput that the plan sets. */
export const judgedOf = ({ judged }: JudgedRequest): Judged[] =>
  Object.values(judged).filter(({ lacks }) => lacks !== 'planned');

/**
 * How much a change weighs: what all requests together waited longer, in milliseconds; a failure weighs as much as
 * ten seconds. A throughput follows from the latencies where it is not planned, and weighs next to nothing.
 */
export function impactOf({ metric, baseline, candidate }: Judged, { requests }: JudgedRequest): number {
  const change = Math.abs((candidate ?? 0) - (baseline ?? 0));
  if (metric === 'failedRate') return change * requests.candidate * 10_000;
  if (metric === 'requestsPerSecond') return Math.abs(requests.candidate - requests.baseline);
  return change * requests.candidate;
}

/** Whatever is worse in anything first, then what is better, each by its weight. */
export function byImpact(requests: readonly JudgedRequest[]): JudgedRequest[] {
  const weight = (request: JudgedRequest) => {
    const cells = judgedOf(request);
    const gravity = Math.min(...cells.map(({ answer }) => GRAVITY[answer]));
    const own = cells.filter(({ answer }) => GRAVITY[answer] === gravity);
    return { gravity, impact: Math.max(0, ...own.map((cell) => impactOf(cell, request))) };
  };
  const weighed = requests.map((request) => ({ request, ...weight(request) }));
  return weighed
    .toSorted((a, b) => a.gravity - b.gravity || b.impact - a.impact)
    .map(({ request }) => request);
}

/** How many figures have which answer. */
export function countAnswers(requests: readonly JudgedRequest[]): Record<Answer, number> {
  const counts = Object.fromEntries(ANSWERS.map((answer) => [answer, 0])) as Record<Answer, number>;
  for (const { answer } of requests.flatMap(judgedOf)) counts[answer]++;
  return counts;
}
