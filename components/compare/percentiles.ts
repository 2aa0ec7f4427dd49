/** Percentiles that charts of a comparison can show. */
export const PERCENTILES = [
  { value: 'p50', label: 'p50' },
  { value: 'p95', label: 'p95' },
  { value: 'p99', label: 'p99' },
] as const;
export type Percentile = (typeof PERCENTILES)[number]['value'];
