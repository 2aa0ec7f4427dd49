import {
  type Estimate,
  JUDGED_METRICS,
  type JudgedMetric,
  type MetricNoise,
  type RequestEstimates,
  type RunEstimates,
  type RunNoise,
} from './estimate.ts';

/** One request: what was measured again and again, and the mean variance that each measurement has by itself. */
export type Repeated = { values: readonly number[]; within: number };

/**
 * How much measurements vary beyond their own errors: the method of moments of DerSimonian and Laird (1986), pooled over
 * requests. What hits all requests of a run alike counts once: freedom is that of Satterthwaite (1946) for the two parts of a
 * two-way analysis of variance. Each request has as many values, at least two. Undefined when there is nothing to tell from.
 */
export function varianceBetween(requests: readonly Repeated[]): MetricNoise | undefined {
  const times = requests[0]?.values.length ?? 0;
  if (times < 2) return undefined;
  const count = requests.length;
  const centred = requests.map(({ values }) => {
    const mean = sum(values) / times;
    return values.map((value) => value - mean);
  });
  const ofRun = Array.from({ length: times }, (_, at) => sum(centred.map((row) => row[at] ?? 0)) / count);
  const squares = sum(centred.flatMap((row) => row.map((value) => value * value)));
  const common = count * sum(ofRun.map((value) => value * value));
  const total = squares / (count * (times - 1));
  const within = sum(requests.map((one) => one.within)) / count;
  // Mean squares of runs, and of what is left when these are taken away.
  const ofRuns = common / (times - 1);
  const left = count > 1 ? Math.max(0, squares - common) / ((times - 1) * (count - 1)) : 0;
  const weights = ofRuns ** 2 + (count - 1) * left ** 2;
  const freedom = weights > 0 ? ((times - 1) * (ofRuns + (count - 1) * left) ** 2) / weights : times - 1;
  const variance = Math.max(0, total - within);
  // What was subtracted is known, what it was subtracted from is uncertain.
  return { variance, freedom: total > 0 ? freedom * (variance / total) ** 2 : 0 };
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

/** What runs of the same release tell of the noise between them: comparisons of the first with every other one. */
export function noiseOf(comparisons: readonly RunEstimates[]): RunNoise {
  const found: RunNoise = { runs: comparisons.length + 1, metrics: {} };
  for (const metric of JUDGED_METRICS) {
    const noise = varianceBetween(
      repeated(comparisons, metric).map((estimates) => ({
        values: [0, ...estimates.map(({ difference }) => difference)],
        // The error of a difference is that of two runs.
        within: sum(estimates.map(({ error }) => error ** 2)) / estimates.length / 2,
      })),
    );
    if (noise) found.metrics[metric] = noise;
  }
  return found;
}

/** The estimates of every request that could be judged in all comparisons, in their order. */
export function repeated(comparisons: readonly RunEstimates[], metric: JudgedMetric): Estimate[][] {
  const [first, ...others] = comparisons;
  return (first?.requests ?? []).flatMap((request) => {
    const all = [
      request,
      ...others.flatMap(({ requests }) => requests.filter((one) => isSame(one, request))),
    ];
    const estimates = all.flatMap((one) =>
      one.estimates.filter((each) => each.metric === metric && !each.lacks),
    );
    return estimates.length === comparisons.length ? [estimates] : [];
  });
}

export const isSame = (
  one: Pick<RequestEstimates, 'scenario' | 'group' | 'name'>,
  other: Pick<RequestEstimates, 'scenario' | 'group' | 'name'>,
): boolean => one.scenario === other.scenario && one.group === other.group && one.name === other.name;

/** The same differences, with the noise between runs of both sides' environments in their errors. */
export function withNoise(
  estimates: RunEstimates,
  { baseline, candidate }: { baseline: RunNoise; candidate: RunNoise },
): RunEstimates {
  const added = (metric: JudgedMetric): MetricNoise[] => {
    const [one, other] = [baseline.metrics[metric], candidate.metrics[metric]];
    // Measured once, it is as uncertain for both together as for each.
    if (one && one === other) return [{ ...one, variance: 2 * one.variance }];
    return [one, other].filter((noise) => noise !== undefined);
  };
  return { ...widened(estimates, added), noise: candidate };
}

/** Estimates whose errors have further variances in them, by metric. */
export function widened(
  { total, requests, ...rest }: RunEstimates,
  added: (metric: JudgedMetric) => readonly MetricNoise[],
): RunEstimates {
  const row = ({ estimates, ...request }: RequestEstimates): RequestEstimates => ({
    ...request,
    estimates: estimates.map((estimate) =>
      estimate.lacks ? estimate : wider(estimate, added(estimate.metric)),
    ),
  });
  return { ...rest, total: row(total), requests: requests.map(row) };
}

function wider(estimate: Estimate, added: readonly MetricNoise[]): Estimate {
  const own = estimate.error ** 2;
  const more = added.filter(({ variance }) => variance > 0);
  if (more.length === 0) return estimate;
  const variance = own + sum(more.map((one) => one.variance));
  const weights =
    (own * own) / Math.max(1, estimate.freedom) + sum(more.map((one) => one.variance ** 2 / one.freedom));
  return { ...estimate, error: Math.sqrt(variance), freedom: variance ** 2 / weights };
}
