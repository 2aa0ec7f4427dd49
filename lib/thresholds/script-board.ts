import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import type { MetricSnapshot, Snapshot } from '../run/snapshot.ts';
import type { Aggregation } from './rule.ts';
import { parseScriptMetric } from './script-metric.ts';

/** One metric of a script over the whole run. */
export class ScriptTally {
  kind: MetricSnapshot['kind'] | null = null;
  isTime = false;
  count = 0;
  sum = 0;
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;
  last = 0;
  private histogram: LatencyHistogram | null = null;

  add(second: MetricSnapshot): void {
    this.kind = second.kind;
    this.isTime = second.isTime;
    this.count += second.count;
    this.sum += second.sum;
    this.min = Math.min(this.min, second.min);
    this.max = Math.max(this.max, second.max);
    this.last = second.last;
    if (second.histogram.length === 0) return;
    this.histogram ??= new LatencyHistogram();
    this.histogram.mergeEncoded(second.histogram);
  }

  /** As k6's aggregations; null when there was nothing to measure, or the metric has no such aggregation. */
  value(aggregation: Aggregation, elapsedSeconds: number): number | null {
    if (this.kind === null) return null;
    switch (aggregation.type) {
      case 'count':
        return this.kind === 'counter' ? this.sum : this.count;
      case 'rate':
        if (this.kind === 'rate') return this.count === 0 ? null : this.sum / this.count;
        return elapsedSeconds === 0 ? null : this.sum / elapsedSeconds;
      case 'value':
        return this.last;
      case 'avg':
        return this.count === 0 ? null : this.sum / this.count;
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

/** All metrics of a script, by name. */
export class ScriptMetricsTally {
  readonly byName = new Map<string, ScriptTally>();

  add({ metrics = [] }: Snapshot): void {
    for (const metric of metrics) {
      const tally = this.byName.get(metric.name) ?? new ScriptTally();
      this.byName.set(metric.name, tally);
      tally.add(metric);
    }
  }

  of(metric: string): ScriptTally | undefined {
    const read = parseScriptMetric(metric);
    return read.ok ? this.byName.get(read.value.key) : undefined;
  }
}
