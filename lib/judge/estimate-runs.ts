import { planLength } from '../load/plan-load.ts';
import type { Plan } from '../plan/plan.ts';
import { coarserOf } from '../record/histogram-form.ts';
import type { RecordReader } from '../record/record-reader.ts';
import type { Stretch } from '../record/stretch.ts';
import { type Series, seriesKey, seriesOf } from '../run/series.ts';
import type { RequestEstimates, RunEstimates } from './estimate.ts';
import { type Comparing, estimateRequest } from './estimate-request.ts';
import { randomFrom } from './random.ts';
import { readSeconds, UNITS, unitFor, wholeUnits } from './read-seconds.ts';
import { RequestSeconds } from './request-seconds.ts';
import { seedOf } from './seed.ts';

export type RecordedRun = {
  id: string;
  plan: Plan;
  reader: RecordReader;
  /** Left out, from second 0 on. */
  warmUpSeconds: number;
};

/** Two runs of the same schedule are compared second by second. */
export type Pairing = {
  isPaired: boolean;
  /** Whether the candidate's figures may be trusted at all. */
  isValid: boolean;
  breathe?: () => void | Promise<void>;
};

/** One request in both runs, second by second. */
export type SecondsPair = {
  request: Pick<Series, 'scenario' | 'group' | 'name'>;
  baseline: RequestSeconds;
  candidate: RequestSeconds;
  isThroughputPlanned: boolean;
};

/** What two runs have in common, in units of time. */
export type ReadPairs = Pick<RunEstimates, 'baseline' | 'candidate' | 'unitSeconds' | 'isPaired'> & {
  pairs: SecondsPair[];
};

/**
 * All differences between two recorded runs, each with its uncertainty; the same at every call. Requests of one run only
 * are left out.
 */
export async function estimateRuns(
  baseline: RecordedRun,
  candidate: RecordedRun,
  { isPaired, isValid, breathe }: Pairing,
): Promise<RunEstimates> {
  const { pairs, ...read } = await readPairs(baseline, candidate, { isPaired, breathe });
  const seed = seedOf(baseline.id, candidate.id);
  return { ...read, ...(await estimatePairs(pairs, { ...read, isValid, seed, breathe })) };
}

/** Every request that both runs made, unit by unit; `among` so many pairs that are looked at as one. */
export async function readPairs(
  baseline: RecordedRun,
  candidate: RecordedRun,
  { isPaired, among = 1, breathe }: Omit<Pairing, 'isValid'> & { among?: number },
): Promise<ReadPairs> {
  const [one, other] = [measured(baseline), measured(candidate)];
  const common = { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
  const seconds = Math.max(one.to - one.from, other.to - other.from);
  const level = [baseline, candidate]
    .map(({ reader }) => reader.index.finest)
    .reduce(coarserOf, unitFor(among * (isPaired ? common.to - common.from : seconds)));
  const [before, after] = (isPaired ? [common, common] : [one, other]).map((stretch) =>
    wholeUnits(stretch, level),
  );
  if (!before || !after) throw new Error('Two runs have two stretches');
  const ofBaseline = bySeries(baseline, await readSeconds(baseline.reader, before, level, breathe));
  const ofCandidate = bySeries(candidate, await readSeconds(candidate.reader, after, level, breathe));
  const pairs = [...ofCandidate].flatMap(([key, { series, seconds, isThroughputPlanned }]): SecondsPair[] => {
    const old = ofBaseline.get(key);
    if (!old) return [];
    const { scenario, group, name } = series;
    return [
      {
        request: { scenario, group, name },
        baseline: old.seconds,
        candidate: seconds,
        isThroughputPlanned: isThroughputPlanned || old.isThroughputPlanned,
      },
    ];
  });
  return { baseline: before, candidate: after, unitSeconds: UNITS[level], isPaired, pairs };
}

type Setting = Pick<Comparing, 'isPaired' | 'isValid' | 'unitSeconds' | 'breathe'> & { seed: number };

/** The differences of all requests together, and of each. */
export async function estimatePairs(
  pairs: readonly SecondsPair[],
  { seed, ...setting }: Setting,
): Promise<Pick<RunEstimates, 'total' | 'requests'>> {
  const requests: RequestEstimates[] = [];
  const all = together(pairs);
  const estimate = async (pair: SecondsPair, position: number): Promise<RequestEstimates> => {
    // Each has numbers of its own, so that one request more does not change all others.
    const random = randomFrom(seed + 7919 * position);
    const estimates = await estimateRequest(pair, {
      ...setting,
      random,
      isThroughputPlanned: pair.isThroughputPlanned,
    });
    return {
      ...pair.request,
      requests: { baseline: countOf(pair.baseline), candidate: countOf(pair.candidate) },
      estimates,
    };
  };
  const total = await estimate(all, 0);
  for (const [at, pair] of pairs.entries()) requests.push(await estimate(pair, at + 1));
  return { total, requests };
}

const countOf = ({ requests }: RequestSeconds) => requests.reduce((sum, count) => sum + count, 0);

function together(pairs: readonly SecondsPair[]): SecondsPair {
  const baseline = new RequestSeconds(pairs[0]?.baseline.units ?? 0);
  const candidate = new RequestSeconds(pairs[0]?.candidate.units ?? 0);
  for (const pair of pairs) {
    baseline.merge(pair.baseline);
    candidate.merge(pair.candidate);
  }
  const isThroughputPlanned = pairs.every((pair) => pair.isThroughputPlanned);
  return { request: { scenario: '', group: '', name: '' }, baseline, candidate, isThroughputPlanned };
}

/** Without the warm-up, and without the end behind the schedule, where the last iterations end. */
function measured({ plan, reader, warmUpSeconds }: RecordedRun): Stretch {
  const planned = Math.floor((planLength(plan) ?? Number.POSITIVE_INFINITY) / 1000);
  const from = Math.ceil(warmUpSeconds);
  return { from, to: Math.max(from, Math.min(planned, reader.seconds - 1)) };
}

type SeriesSeconds = { series: Series; seconds: RequestSeconds; isThroughputPlanned: boolean };

/** Requests of the load itself that were made. */
function bySeries(
  { plan, reader }: RecordedRun,
  seconds: ReadonlyMap<number, RequestSeconds>,
): Map<string, SeriesSeconds> {
  const known = seriesOf(plan);
  const found = new Map<string, SeriesSeconds>();
  for (const [index, own] of seconds) {
    const series: Series | undefined = known[index] ?? reader.index.series[index];
    if (!series || series.apart || series.stream !== undefined || countOf(own) === 0) continue;
    const executor = plan.scenarios.find(({ name }) => name === series.scenario)?.executor.type;
    const isThroughputPlanned = executor?.endsWith('arrival-rate') ?? false;
    found.set(seriesKey(series), { series, seconds: own, isThroughputPlanned });
  }
  return found;
}
