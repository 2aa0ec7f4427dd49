/** A metric by its name and the labels that a series of it must carry. */
export type MetricQuery = { name: string; labels: ReadonlyMap<string, string> };

const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"((?:[^"\\]|\\.)*)"/g;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(?:\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\})?\s+(\S+)/;

const unescaped = (text: string) => text.replace(/\\(.)/g, (_, one: string) => (one === 'n' ? '\n' : one));

function labelsOf(text: string | undefined): Map<string, string> {
  return new Map(
    [...(text ?? '').matchAll(LABEL)].map(([, name = '', value = '']) => [name, unescaped(value)]),
  );
}

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
    const [, found, own, value = ''] = SAMPLE.exec(line) ?? [];
    if (found !== name) continue;
    const carried = labelsOf(own);
    if ([...labels].some(([label, wanted]) => carried.get(label) !== wanted)) continue;
    const number = numberOf(value);
    if (number !== null) sum = (sum ?? 0) + number;
  }
  return sum;
}

function numberOf(text: string): number | null {
  if (/^[+-]?inf$/i.test(text))
    return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const number = Number(text);
  return Number.isNaN(number) ? null : number;
}
