import { type Answer, answersOf, type Judged, type JudgedRuns, MARGINS } from '../../lib/judge/answers.ts';
import { estimateRequest } from '../../lib/judge/estimate-request.ts';
import { estimatePairs, type SecondsPair } from '../../lib/judge/estimate-runs.ts';
import { randomFrom } from '../../lib/judge/random.ts';
import type { RequestSeconds } from '../../lib/judge/request-seconds.ts';
import { slower } from './resample.ts';

export type Tally = {
  pairs: number;
  /** Pairs of equal releases with anything called worse, and with anything called better. */
  falseWorse: number;
  falseBetter: number;
  /** Answers to p95 of single endpoints in those pairs. */
  equal: Record<Answer, number>;
  /** By factor: answers to p95 of the endpoint that is slower. */
  shifted: Map<number, Record<Answer, number>>;
};

export const SHIFTS = [1.05, 1.1, 1.2] as const;
const none = (): Record<Answer, number> => ({ worse: 0, better: 0, equivalent: 0, 'not-enough-data': 0 });

/** Makes another run of the release whose number is given: seconds of every endpoint. */
export type MakeRun = (release: number, random: () => number) => RequestSeconds[];

/** Judges so many pairs of runs of equal releases, and of ones in which one endpoint is slower. The same for the same arguments. */
export async function simulate(
  makeRun: MakeRun,
  { pairs, seed }: { pairs: number; seed: number },
  onPair: (done: number, tally: Tally) => void,
): Promise<Tally> {
  const random = randomFrom(seed);
  const tally: Tally = {
    ...{ pairs: 0, falseWorse: 0, falseBetter: 0, equal: none() },
    shifted: new Map(SHIFTS.map((factor) => [factor, none()])),
  };
  for (let pair = 0; pair < pairs; pair++) {
    const [before, after] = [makeRun(pair, random), makeRun(pair, random)];
    const both = pairsOf(before, after);
    const setting = { isPaired: true, unitSeconds: 1 };
    const estimates = await estimatePairs(both, { ...setting, seed: seed + pair });
    const whole = { ...setting, baseline: RANGE, candidate: RANGE, ...estimates };
    count(tally, answersOf(whole, MARGINS));
    const at = pair % both.length;
    const chosen = both[at];
    const own = estimates.requests[at];
    if (!chosen || !own) throw new Error('A run has no endpoint');
    for (const factor of SHIFTS) {
      const shifted = { ...chosen, candidate: slower(chosen.candidate, factor) };
      const found = await estimateRequest(shifted, {
        ...setting,
        isThroughputPlanned: true,
        random: randomFrom(seed + pair),
      });
      const requests = estimates.requests.with(at, { ...own, estimates: found });
      const answer = answersOf({ ...whole, requests }, MARGINS).requests[at]?.judged.p95.answer;
      const row = tally.shifted.get(factor);
      if (row && answer) row[answer]++;
    }
    onPair(pair + 1, tally);
  }
  return tally;
}

const RANGE = { from: 0, to: 0 };

const pairsOf = (before: readonly RequestSeconds[], after: readonly RequestSeconds[]): SecondsPair[] =>
  before.flatMap((baseline, at) => {
    const candidate = after[at];
    const request = { scenario: 'All', group: '', name: `Endpoint ${at + 1}` };
    return candidate ? [{ request, baseline, candidate, isThroughputPlanned: true }] : [];
  });

function count(tally: Tally, { total, requests }: JudgedRuns): void {
  tally.pairs++;
  const judged = [total, ...requests].flatMap((row): Judged[] => Object.values(row.judged));
  if (judged.some(({ answer }) => answer === 'worse')) tally.falseWorse++;
  if (judged.some(({ answer }) => answer === 'better')) tally.falseBetter++;
  for (const { judged: own } of requests) tally.equal[own.p95.answer]++;
}
