import { metricQuery } from '../../health/prometheus.ts';
import type { Measured, ProbeSeries } from '../series.ts';
import { type Buckets, bucketsBetween, increase, quantileOf } from './histogram.ts';
import { NODE } from './known/node.ts';
import { PROCESS } from './known/process.ts';
import { DOTNET, GO, JVM } from './known/runtimes.ts';
import type { KnownMetric, Take } from './known-metric.ts';
import { KNOWN_METRICS } from './known-metrics.ts';
import { type Page, readPage, type Sample, typesOf } from './page.ts';

/** Curves of one metric beyond this are not told apart; more routes than this are ids in disguise. */
const MOST_CURVES = 30;

const QUANTILES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;

/** A metric that is watched, with the curves it has so far. */
type Watched = KnownMetric & { labels: ReadonlyMap<string, string>; curves: Map<string, ProbeSeries> };

/** The samples of one curve of one look; of a mean, its sums and its counts. */
type Group = { of: string; samples: Sample[]; sums: Sample[] };

/** Reads one page after the other: gauges as they are, counters and histograms by what came since the page before. */
export class PageReader {
  private watched: Watched[];
  private readonly own: readonly string[];
  private before: { page: Page; atMs: number } | undefined;
  private isFirst = true;

  /** `own`: further metrics, as `queue_length{queue="orders"}`. */
  constructor(own: readonly string[] = []) {
    this.own = own;
    this.watched = KNOWN_METRICS.map((known) => ({ ...known, labels: new Map(), curves: new Map() }));
  }

  /** Curves that a page has, with their values as far as they have any already. */
  read(text: string, atMs: number): { series: ProbeSeries; value: number | null }[] {
    if (this.isFirst) this.learn(text);
    const names = new Set(this.watched.flatMap(namesOf));
    const page = readPage(text, (name) => names.has(name));
    const { before } = this;
    this.before = { page, atMs };
    const seconds = before ? (atMs - before.atMs) / 1000 : 0;
    return this.watched.flatMap((known) => this.valuesOf(known, page, before?.page, seconds));
  }

  /** Only curves with a value. */
  measure(text: string, atMs: number): Measured[] {
    return this.read(text, atMs).flatMap(({ series, value }) => (value === null ? [] : { series, value }));
  }

  private learn(text: string): void {
    this.isFirst = false;
    if (isExporter(text)) this.watched = this.watched.filter(({ metric }) => !OF_ITSELF.has(metric));
    const types = typesOf(text);
    for (const written of this.own) {
      const { name, labels } = metricQuery(written);
      const type = types.get(name) ?? types.get(name.replace(/_total$/, ''));
      const looks = { chart: written, label: written, labels };
      const watch = (take: Take, unit: KnownMetric['unit'], label = written) =>
        this.watched.push({ metric: name, take, unit, ...looks, label, curves: new Map() });
      if (type === 'histogram') {
        watch('mean', 'count', 'mean');
        watch('p95', 'count', 'p95');
      } else if (type === 'counter') watch('rate', 'per-second');
      else watch('value', 'count');
    }
  }

  private valuesOf(known: Watched, page: Page, before: Page | undefined, seconds: number) {
    const now = groupsOf(known, page);
    const then = new Map(before ? groupsOf(known, before).map((group) => [group.of, group]) : []);
    return now.flatMap((group) => {
      const series = curveOf(known, group);
      if (!series) return [];
      const value = measuredIn(known, group, then.get(group.of), seconds);
      // A limit of 0, or of -1, is none.
      const isLimit = known.role !== 'memory-limit' || (value !== null && value > 0);
      const isSound = value !== null && Number.isFinite(value) && isLimit;
      return { series, value: isSound ? value * (known.factor ?? 1) : null };
    });
  }
}

/** A page that tells of something else than the process that serves it. */
const isExporter = (text: string) => /^(?:\w*exporter_build_info|cadvisor_version_info)[ \t{]/m.test(text);

/** What an exporter would say of itself, which nobody asked for. */
const OF_ITSELF = new Set([...PROCESS, ...GO, ...NODE, ...JVM, ...DOTNET].map(({ metric }) => metric));

/** The samples that a watched metric needs. */
function namesOf({ metric, take }: KnownMetric): string[] {
  if (take === 'mean') return [`${metric}_sum`, `${metric}_count`];
  return take === 'rate' || take === 'value' ? [metric] : [`${metric}_bucket`];
}

function groupsOf(known: Watched, page: Page): Group[] {
  const groups = new Map<string, Group>();
  for (const name of namesOf(known)) {
    for (const sample of page.get(name) ?? []) {
      if (!isMeant(known, sample)) continue;
      const parts = (known.by ?? []).map((label) => sample.labels.get(label) ?? '');
      const of = parts.filter(Boolean).join(' ');
      const group = groups.get(of) ?? { of, samples: [], sums: [] };
      groups.set(of, group);
      const isSum = known.take === 'mean' && name === `${known.metric}_sum`;
      (isSum ? group.sums : group.samples).push(sample);
    }
  }
  return [...groups.values()];
}

function isMeant({ labels, only }: Watched, sample: Sample): boolean {
  for (const [label, wanted] of labels) if (sample.labels.get(label) !== wanted) return false;
  if (!only) return true;
  const value = sample.labels.get(only.label) ?? '';
  return 'is' in only ? only.is.includes(value) : !only.not.includes(value);
}

function curveOf(known: Watched, { of }: Group): ProbeSeries | null {
  const made = known.curves.get(of);
  if (made) return made;
  if (known.curves.size >= MOST_CURVES) return null;
  const { metric, take, chart, label, unit, role = null } = known;
  const series: ProbeSeries = {
    ...{ key: `${metric}:${take}:${label}:${of}`.slice(0, 600), chart, unit, role },
    label: of === '' ? label : of.slice(0, 300),
    of: of.slice(0, 300),
    together:
      take in QUANTILES || /lag|eventloop_delay/i.test(metric) ? 'max' : take === 'value' ? 'last' : 'mean',
  };
  known.curves.set(of, series);
  return series;
}

function measuredIn(known: Watched, now: Group, before: Group | undefined, seconds: number): number | null {
  const { take } = known;
  if (take === 'value') return combined(known, now.samples);
  if (!before || seconds <= 0) return null;
  if (take === 'rate') return rateOf(known, now, before, seconds);
  if (take === 'mean') {
    const count = increase(total(before.samples), total(now.samples));
    return count === 0 ? null : increase(total(before.sums), total(now.sums)) / count;
  }
  return quantileOf(bucketsBetween(bucketsIn(before), bucketsIn(now)), QUANTILES[take]);
}

/** Samples that come and go must not look like counters that began anew, so each is told by itself. */
function rateOf({ samples: combine }: Watched, now: Group, before: Group, seconds: number): number {
  const then = new Map(before.samples.map(({ labels, value }) => [labelKey(labels), value]));
  const rates = now.samples.map(
    ({ labels, value }) => increase(then.get(labelKey(labels)) ?? 0, value) / seconds,
  );
  return combine === 'max' ? Math.max(...rates) : rates.reduce((sum, rate) => sum + rate, 0);
}

const labelKey = (labels: ReadonlyMap<string, string>) => [...labels].flat().join('\u0000');

const combined = ({ samples: how }: Watched, samples: readonly Sample[]): number =>
  how === 'max'
    ? samples.reduce((most, { value }) => Math.max(most, value), Number.NEGATIVE_INFINITY)
    : total(samples);

const total = (samples: readonly Sample[]): number => samples.reduce((sum, { value }) => sum + value, 0);

function bucketsIn({ samples }: Group): Buckets {
  const buckets = new Map<number, number>();
  for (const { labels, value } of samples) {
    const text = labels.get('le') ?? '';
    const bound = /inf/i.test(text) ? Number.POSITIVE_INFINITY : Number(text);
    if (!Number.isNaN(bound)) buckets.set(bound, (buckets.get(bound) ?? 0) + value);
  }
  return buckets;
}
