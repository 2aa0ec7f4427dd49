import { slotOf } from '../histogram/slots.ts';
import { readSparse, type SparseHistogram } from '../histogram/sparse.ts';
import type { Plan } from '../plan/plan.ts';
import type { Threshold } from '../plan/threshold.ts';
import type { Snapshot } from '../run/snapshot.ts';
import { type Metric, metricOf } from '../thresholds/metrics.ts';
import { parseRule, type Rule } from '../thresholds/rule.ts';
import { parseScriptMetric } from '../thresholds/script-metric.ts';
import { matchingScenarios, matchingSeries } from '../thresholds/selection.ts';
import { parseMetricSelector } from '../thresholds/selector.ts';

/** What counts against a threshold in some time, and out of how much. */
export type Count = { bad: number; of: number };

/**
 * A threshold as something that adds up second by second: it holds while `bad / of` is at most `most`. Of `p(95)<500` that is
 * the share of requests that took 500 ms or longer, at most 0.05.
 */
export type Criterion = {
  threshold: Pick<Threshold, 'metric' | 'rule'>;
  /** `share`: 0 to 1. `mean`: `bad` is a sum, in the unit of `most`. */
  kind: 'share' | 'mean';
  most: number;
  count(second: Snapshot): Count;
};

/** Which histograms or counts of a second a threshold looks at. */
type Source = {
  kind: Metric['kind'];
  sparse: (second: Snapshot) => readonly Uint8Array[];
  /** Of a rate: how many were true. */
  share: (second: Snapshot) => Count;
};

/** The criterion of a threshold; undefined when it cannot be judged over a part of a run, such as `count>100`. */
export function criterionOf(threshold: Threshold, plan: Plan): Criterion | undefined {
  const rule = parseRule(threshold.rule);
  if (!rule.ok) return undefined;
  const source = plan.script ? scriptSource(threshold, rule.value) : planSource(threshold, plan);
  if (!source || source.kind === 'counter') return undefined;
  return source.kind === 'rate'
    ? rateCriterion(threshold, rule.value, source)
    : trendCriterion(threshold, rule.value, source);
}

function planSource(threshold: Threshold, plan: Plan): Source | undefined {
  const selector = parseMetricSelector(threshold.metric);
  if (!selector.ok) return undefined;
  const metric = metricOf(selector.value.metric);
  const series = matchingSeries(selector.value, plan);
  const scenarios = matchingScenarios(selector.value, plan);
  const { check } = selector.value.tags;
  return {
    kind: metric.kind,
    sparse: (second) => {
      if (metric.kind !== 'trend') return [];
      const { latency } = metric;
      return latency === 'iterationDuration'
        ? second.scenarios.filter((one) => scenarios[one.scenario]).map((one) => one.iterationDuration)
        : second.series.filter((one) => series[one.series]).map((one) => one[latency]);
    },
    share: (second) => {
      if (metric.kind !== 'rate') return NOTHING;
      return metric.of === 'failed'
        ? total(
            second.series
              .filter((one) => series[one.series])
              .map(({ failed, count }) => ({ bad: failed, of: count })),
          )
        : total(
            second.checks
              .filter((one) => series[one.series] && (check === undefined || one.name === check))
              .map(({ passed, failed }) => ({ bad: passed, of: passed + failed })),
          );
    },
  };
}

/** A metric of a script as its seconds have it. What a threshold narrows by tags is counted only for thresholds of the run. */
function scriptSource(threshold: Threshold, { aggregation }: Rule): Source | undefined {
  const metric = parseScriptMetric(threshold.metric);
  if (!metric.ok || metric.value.tags.length > 0) return undefined;
  const { key } = metric.value;
  const found = (second: Snapshot) => (second.metrics ?? []).filter(({ name }) => name === key);
  return {
    kind: aggregation.type === 'rate' ? 'rate' : aggregation.type === 'count' ? 'counter' : 'trend',
    sparse: (second) => found(second).map(({ histogram }) => histogram),
    share: (second) =>
      total(
        found(second)
          .filter(({ kind }) => kind === 'rate')
          .map(({ sum, count }) => ({ bad: sum, of: count })),
      ),
  };
}

function rateCriterion(
  threshold: Threshold,
  { comparison, limit }: Rule,
  { share }: Source,
): Criterion | undefined {
  const kind = 'share';
  switch (comparison) {
    case '<':
    case '<=':
      return { threshold, kind, most: limit, count: share };
    case '==':
    case '===':
      if (limit === 0) return { threshold, kind, most: 0, count: share };
      if (limit !== 1) return undefined;
      return { threshold, kind, most: 0, count: (second) => others(share(second)) };
    case '>':
    case '>=':
      return { threshold, kind, most: 1 - limit, count: (second) => others(share(second)) };
    default:
      return undefined;
  }
}

function trendCriterion(
  threshold: Threshold,
  { aggregation, comparison, limit }: Rule,
  { sparse }: Source,
): Criterion | undefined {
  if (comparison !== '<' && comparison !== '<=') return undefined;
  const open = (second: Snapshot) => sparse(second).flatMap((bytes) => readSparse(bytes) ?? []);
  if (aggregation.type === 'avg')
    return {
      threshold,
      kind: 'mean',
      most: limit,
      count: (second) => total(open(second).map(({ sum, total }) => ({ bad: sum / 1000, of: total }))),
    };
  const allowed = allowedAbove(aggregation);
  if (allowed === undefined) return undefined;
  // Of `<=` the limit itself is still good; histograms tell slots apart.
  const fromSlot = slotOf(Math.round(limit * 1000)) + (comparison === '<=' ? 1 : 0);
  return {
    threshold,
    kind: 'share',
    most: allowed,
    count: (second) => total(open(second).map((one) => ({ bad: atLeast(one, fromSlot), of: one.total }))),
  };
}

function allowedAbove(aggregation: Rule['aggregation']): number | undefined {
  switch (aggregation.type) {
    case 'percentile':
      return Math.round((100 - aggregation.percent) * 1e6) / 1e8;
    case 'med':
      return 0.5;
    case 'max':
      return 0;
    default:
      return undefined;
  }
}

function atLeast({ pairs }: SparseHistogram, fromSlot: number): number {
  let count = 0;
  for (let at = 0; at < pairs.length; at += 2) if ((pairs[at] ?? 0) >= fromSlot) count += pairs[at + 1] ?? 0;
  return count;
}

const NOTHING: Count = { bad: 0, of: 0 };
const others = ({ bad, of }: Count): Count => ({ bad: of - bad, of });

export function total(counts: readonly Count[]): Count {
  let [bad, of] = [0, 0];
  for (const one of counts) {
    bad += one.bad;
    of += one.of;
  }
  return { bad, of };
}
