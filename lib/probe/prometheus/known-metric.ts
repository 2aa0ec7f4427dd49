import type { ProbeRole, ProbeUnit } from '../series.ts';

/**
 * What is taken of a metric. `value` of a gauge; `rate` a second of a counter, or of the `_sum` and `_count` of a histogram;
 * `mean` and percentiles of what a histogram got between two looks.
 */
export type Take = 'value' | 'rate' | 'mean' | 'p50' | 'p95' | 'p99';

/** One metric by its well-known name, and what it says. */
export type KnownMetric = {
  metric: string;
  take: Take;
  chart: string;
  label: string;
  unit: ProbeUnit;
  role?: ProbeRole;
  /** One curve for each combination of these labels; one for all when left out. */
  by?: readonly string[];
  /** Only samples whose label has one of these values, or none of these. */
  only?: { label: string; is: readonly string[] } | { label: string; not: readonly string[] };
  /** How samples of one curve go together; added unless said. */
  samples?: 'sum' | 'max';
  /** The metric times this is in `unit`. */
  factor?: number;
};
