/** A page of metrics in Prometheus' text form, and the one of OpenMetrics as far as they are alike. */

export type Sample = { labels: ReadonlyMap<string, string>; value: number };

/** Samples by their full name: `http_request_duration_seconds_bucket`. */
export type Page = ReadonlyMap<string, readonly Sample[]>;

/** More of a page is not read: what a hostile one has is of no use. */
export const MOST_SAMPLES = 50_000;

const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"((?:[^"\\]|\\.)*)"/g;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:[ \t]*\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\})?[ \t]+(\S+)/;
/** A longer line is none. */
const MOST_LINE = 20_000;

const unescaped = (text: string) => text.replace(/\\(.)/g, (_, one: string) => (one === 'n' ? '\n' : one));

export function labelsOf(text: string | undefined): Map<string, string> {
  return new Map(
    [...(text ?? '').matchAll(LABEL)].map(([, name = '', value = '']) => [name, unescaped(value)]),
  );
}

/** One line: its name, labels as written and value; null when it is no sample. */
export function readSample(line: string): { name: string; labels: string | undefined; value: number } | null {
  if (line.length > MOST_LINE) return null;
  const [, name, labels, text = ''] = SAMPLE.exec(line) ?? [];
  const value = numberOf(text);
  return name === undefined || value === null ? null : { name, labels, value };
}

/** All samples of those names. `wanted` is asked once for every name. */
export function readPage(text: string, wanted: (name: string) => boolean): Page {
  const found = new Map<string, Sample[] | null>();
  let left = MOST_SAMPLES;
  for (let at = 0; at < text.length && left > 0; ) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? text.length : end);
    at = end < 0 ? text.length : end + 1;
    if (line.startsWith('#') || line.length > MOST_LINE) continue;
    const name = /^[a-zA-Z_:][a-zA-Z0-9_:]*/.exec(line)?.[0];
    if (name === undefined) continue;
    let samples = found.get(name);
    if (samples === undefined) {
      samples = wanted(name) ? [] : null;
      found.set(name, samples);
    }
    const sample = samples && readSample(line);
    if (!samples || !sample) continue;
    samples.push({ labels: labelsOf(sample.labels), value: sample.value });
    left--;
  }
  return new Map([...found].flatMap(([name, samples]) => (samples?.length ? [[name, samples]] : [])));
}

/** The names of a page's metrics with the types that it says they have. */
export function typesOf(text: string): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const [, name = '', type = ''] of text.matchAll(/^# TYPE (\S{1,200}) (\w+)/gm)) types.set(name, type);
  return types;
}

function numberOf(text: string): number | null {
  if (/^[+-]?inf$/i.test(text))
    return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const number = Number(text);
  return text === '' || Number.isNaN(number) ? null : number;
}
