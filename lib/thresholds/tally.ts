import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import type { PlanSteps } from '../plan/step-lists.ts';
import type { ScenarioSnapshot, SeriesSnapshot, Snapshot } from '../run/snapshot.ts';
import { type CounterName, metricOf } from './metrics.ts';
import type { Aggregation } from './rule.ts';
import { matchingScenarios, matchingSeries } from './selection.ts';
import type { MetricSelector } from './selector.ts';

/** Everything measured so far of one metric, narrowed by tags. Adding a second costs the same however long the run is. */
export type Tally = {
  add(snapshot: Snapshot): void;
  /** Milliseconds, a share, a count or a count per second; null when there was nothing to measure. */
  value(aggregation: Aggregation, elapsedSeconds: number): number | null;
};

/** Starts counting what `selector` asks for. */
export function createTally(selector: MetricSelector, plan: PlanSteps): Tally {
  const metric = metricOf(selector.metric);
  const series = matchingSeries(selector, plan);
  const scenarios = matchingScenarios(selector, plan);
  switch (metric.kind) {
    case 'trend': {
      const { latency } = metric;
      return latency === 'iterationDuration'
        ? trendTally((snapshot, merge) => {
            for (const one of snapshot.scenarios) if (scenarios[one.scenario]) merge(one.iterationDuration);
          })
        : trendTally((snapshot, merge) => {
            for (const one of snapshot.series) if (series[one.series]) merge(one[latency]);
          });
    }
    case 'rate':
      return metric.of === 'failed' ? failedTally(series) : checksTally(series, selector.tags.check);
    case 'counter':
      return counterTally(metric.of, series, scenarios);
  }
}

function trendTally(visit: (snapshot: Snapshot, merge: (sparse: Uint8Array) => void) => void): Tally {
  const histogram = new LatencyHistogram();
  return {
    add: (snapshot) => visit(snapshot, (sparse) => histogram.mergeEncoded(sparse)),
    value(aggregation) {
      if (histogram.count === 0) return null;
      return trendMicroseconds(histogram, aggregation) / 1000;
    },
  };
}

function trendMicroseconds(histogram: LatencyHistogram, aggregation: Aggregation): number {
  switch (aggregation.type) {
    case 'percentile':
      return histogram.percentile(aggregation.percent);
    case 'avg':
      return histogram.mean;
    case 'min':
      return histogram.min;
    case 'max':
      return histogram.max;
    case 'med':
      return histogram.percentile(50);
    default:
      throw new Error(`A latency has no ${aggregation.type}`);
  }
}

function failedTally(series: boolean[]): Tally {
  let failed = 0;
  let count = 0;
  return {
    add(snapshot) {
      for (const one of snapshot.series) {
        if (!series[one.series]) continue;
        failed += one.failed;
        count += one.count;
      }
    },
    value: () => (count === 0 ? null : failed / count),
  };
}

function checksTally(series: boolean[], check: string | undefined): Tally {
  let passed = 0;
  let count = 0;
  return {
    add(snapshot) {
      for (const one of snapshot.checks) {
        if (!series[one.series] || (check !== undefined && one.name !== check)) continue;
        passed += one.passed;
        count += one.passed + one.failed;
      }
    },
    value: () => (count === 0 ? null : passed / count),
  };
}

const OF_SERIES: Partial<Record<CounterName, (one: SeriesSnapshot) => number>> = {
  requests: (one) => one.count,
  messagesReceived: (one) => one.messagesReceived,
  messagesSent: (one) => one.messagesSent,
  bytesReceived: (one) => one.bytesReceived,
  bytesSent: (one) => one.bytesSent,
};

const OF_SCENARIO: Partial<Record<CounterName, (one: ScenarioSnapshot) => number>> = {
  iterations: (one) => one.iterations,
  droppedIterations: (one) => one.droppedIterations,
};

function counterTally(of: CounterName, series: boolean[], scenarios: boolean[]): Tally {
  const ofSeries = OF_SERIES[of];
  const ofScenario = OF_SCENARIO[of];
  let sum = 0;
  return {
    add(snapshot) {
      if (ofSeries) for (const one of snapshot.series) if (series[one.series]) sum += ofSeries(one);
      if (ofScenario)
        for (const one of snapshot.scenarios) if (scenarios[one.scenario]) sum += ofScenario(one);
    },
    value: (aggregation, elapsedSeconds) =>
      aggregation.type === 'count' ? sum : elapsedSeconds === 0 ? null : sum / elapsedSeconds,
  };
}
