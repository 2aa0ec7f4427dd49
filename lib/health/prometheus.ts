import { labelsOf, readSample } from '../probe/prometheus/page.ts';

/** A metric by its name and the labels that a series of it must carry. */
export type MetricQuery = { name: string; labels: ReadonlyMap<string, string> };

/** Reads `queue_length{queue="orders"}`. */
export function metricQuery(text: string): MetricQuery {
  const at = text.indexOf('{');
  return at < 0
    ? { name: text, labels: new Map() }
    : { name: text.slice(0, at), labels: labelsOf(text.slice(at + 1, text.lastIndexOf('}'))) };
}

/** The sum over all series of a Prometheus page that a query means; null when there is none. */
export function metricIn(page: string, { name, labels }: MetricQuery): number | null {
  let sum: number | null = null;
  for (const line of page.split('\n')) {
    if (line.startsWith('#') || !line.startsWith(name)) continue;
    const sample = readSample(line);
    if (sample?.name !== name) continue;
    const carried = labelsOf(sample.labels);
    if ([...labels].some(([label, wanted]) => carried.get(label) !== wanted)) continue;
    sum = (sum ?? 0) + sample.value;
  }
  return sum;
}
