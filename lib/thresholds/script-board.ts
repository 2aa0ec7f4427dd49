import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { planPeak } from '../load/peak.ts';
import type { Plan } from '../plan/plan.ts';
import type { MetricSnapshot, ScenarioSnapshot, Snapshot } from '../run/snapshot.ts';
import { BUILTIN_METRICS, type MetricNature } from '../script/known-metrics.ts';
import type { Aggregation } from './rule.ts';
import { parseScriptMetric } from './script-metric.ts';

/** One metric of a script over the whole run. */
export class ScriptTally {
  readonly kind: MetricSnapshot['kind'];
  readonly isTime: boolean;
  count = 0;
  sum = 0;
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;
  last = 0;
  private histogram: LatencyHistogram | null = null;

  constructor({ kind, isTime }: MetricNature) {
    this.kind = kind;
    this.isTime = isTime;
  }

  add(second: Omit<MetricSnapshot, 'name' | 'kind' | 'isTime' | 'lastAtMs'>): void {
    this.count += second.count;
    this.sum += second.sum;
    this.min = Math.min(this.min, second.min);
    this.max = Math.max(this.max, second.max);
    this.last = second.last;
    if (second.histogram.length === 0) return;
    this.histogram ??= new LatencyHistogram();
    this.histogram.mergeEncoded(second.histogram);
  }

  /** A single value. */
  sample(value: number): void {
    this.add({ count: 1, sum: value, min: value, max: value, last: value, histogram: NO_HISTOGRAM });
  }

  /** As k6's aggregations; null when there was nothing to measure, or the metric has no such aggregation. */
  value(aggregation: Aggregation, elapsedSeconds: number): number | null {
    if (this.count === 0) return null;
    switch (aggregation.type) {
      case 'count':
        return this.kind === 'counter' ? this.sum : this.count;
      case 'rate':
        if (this.kind === 'rate') return this.sum / this.count;
        return elapsedSeconds === 0 ? null : this.sum / elapsedSeconds;
      case 'value':
        return this.last;
      case 'avg':
        return this.sum / this.count;
      case 'min':
        return this.min;
      case 'max':
        return this.max;
      case 'med':
        return this.percentile(50);
      case 'percentile':
        return this.percentile(aggregation.percent);
    }
  }

  private percentile(percent: number): number | null {
    if (!this.histogram) return null;
    return Math.min(this.max, Math.max(this.min, this.histogram.percentile(percent) / 1000));
  }
}

const NO_HISTOGRAM = new Uint8Array(0);

/** All metrics of a script, by name. */
export class ScriptMetricsTally {
  readonly byName = new Map<string, ScriptTally>();
  private readonly plan: Pick<Plan, 'scenarios' | 'script'>;
  private readonly peakVus: number;
  /** VUs at work in a second that may not be over yet. */
  private vus: number | null = null;

  constructor(plan: Pick<Plan, 'scenarios' | 'script'>) {
    this.plan = plan;
    this.peakVus = planPeak(plan).vus;
  }

  add({ metrics = [], scenarios }: Snapshot): void {
    for (const metric of metrics) this.tally(metric.name, metric).add(metric);
    // Of setup() and teardown().
    if (scenarios.length === 0) return;
    // k6 looks once a second: what ends within its first second was never looked at.
    if (this.vus !== null) {
      this.named('vus').sample(this.vus);
      this.named('vus_max').sample(this.peakVus);
    }
    this.vus = scenarios.reduce((sum, { vus }) => sum + vus, 0);
    for (const scenario of scenarios) this.addDropped(scenario);
  }

  of(metric: string): ScriptTally | undefined {
    const read = parseScriptMetric(metric);
    return read.ok ? this.byName.get(read.value.key) : undefined;
  }

  /** The tally of a metric of a threshold, made when nothing was measured of it; undefined when there is no such metric. */
  expected(metric: string): ScriptTally | undefined {
    const read = parseScriptMetric(metric);
    if (!read.ok) return undefined;
    const { name, key } = read.value;
    const nature = BUILTIN_METRICS.get(name) ?? this.plan.script?.metrics[name];
    if (!nature) return undefined;
    this.tally(name, nature);
    return this.tally(key, nature);
  }

  private addDropped({ scenario, droppedIterations }: ScenarioSnapshot): void {
    if (droppedIterations === 0) return;
    this.named('dropped_iterations').sample(droppedIterations);
    const name = this.plan.scenarios[scenario]?.name;
    if (name !== undefined) this.named('dropped_iterations', `{scenario:${name}}`).sample(droppedIterations);
  }

  private named(name: string, tags = ''): ScriptTally {
    return this.tally(`${name}${tags}`, BUILTIN_METRICS.get(name) ?? { kind: 'gauge', isTime: false });
  }

  private tally(key: string, nature: MetricNature): ScriptTally {
    const before = this.byName.get(key);
    if (before) return before;
    const tally = new ScriptTally(nature);
    this.byName.set(key, tally);
    return tally;
  }
}
