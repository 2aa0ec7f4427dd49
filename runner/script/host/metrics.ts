import { MAX_LATENCY_US } from '../../../lib/histogram/slots.ts';
import type { MetricSnapshot } from '../../../lib/run/snapshot.ts';
import { parseScriptMetric, type ScriptMetric } from '../../../lib/thresholds/script-metric.ts';
import { LazyHistogram } from '../../recorder/latencies.ts';

type Kind = MetricSnapshot['kind'];

/** What a sample is tagged with; asked only where a threshold wants to know. */
export type TagOf = (tag: string) => string | undefined;

class Cell {
  readonly name: string;
  readonly kind: Kind;
  readonly isTime: boolean;
  private count = 0;
  private sum = 0;
  private min = Number.POSITIVE_INFINITY;
  private max = Number.NEGATIVE_INFINITY;
  private last = 0;
  private lastAtMs = 0;
  private readonly histogram = new LazyHistogram();

  constructor(name: string, kind: Kind, isTime: boolean) {
    this.name = name;
    this.kind = kind;
    this.isTime = isTime;
  }

  add(value: number, atMs: number): void {
    this.count++;
    this.sum += this.kind === 'rate' ? (value === 0 ? 0 : 1) : value;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    this.last = value;
    this.lastAtMs = atMs;
    if (this.kind === 'trend') this.histogram.record(value);
  }

  take(): MetricSnapshot | null {
    if (this.count === 0) return null;
    const { name, kind, isTime, count, sum, min, max, last, lastAtMs } = this;
    this.count = this.sum = 0;
    this.min = Number.POSITIVE_INFINITY;
    this.max = Number.NEGATIVE_INFINITY;
    return { name, kind, isTime, count, sum, min, max, last, lastAtMs, histogram: this.histogram.take() };
  }
}

/** Histograms hold thousandths up to this; beyond it and below 0, percentiles are those of the nearest value that fits. */
const MAX_IN_HISTOGRAM = MAX_LATENCY_US / 1000;

/** A metric with the narrower ones that thresholds ask for. */
class Family {
  readonly whole: Cell;
  readonly parts: { selector: ScriptMetric; cell: Cell }[];
  private warn: ((text: string) => void) | null;

  constructor(
    name: string,
    kind: Kind,
    isTime: boolean,
    selectors: ScriptMetric[],
    warn: (text: string) => void,
  ) {
    this.warn = kind === 'trend' ? warn : null;
    this.whole = new Cell(name, kind, isTime);
    this.parts = selectors.map((selector) => ({ selector, cell: new Cell(selector.key, kind, isTime) }));
  }

  add(value: number, atMs: number, tagOf: TagOf): void {
    if (this.warn && (value < 0 || value > MAX_IN_HISTOGRAM)) {
      this.warn(
        `The trend ${this.whole.name} has the value ${value}: its percentiles hold 0 to ${MAX_IN_HISTOGRAM} only (avg, min and max are right). Use another unit.`,
      );
      this.warn = null;
    }
    this.whole.add(value, atMs);
    for (const { selector, cell } of this.parts) {
      let fits = true;
      for (const [tag, wanted] of selector.tags) if (tagOf(tag) !== wanted) fits = false;
      if (fits) cell.add(value, atMs);
    }
  }
}

/** Always shown apart by k6's summary. */
const ALWAYS = ['http_req_duration{expected_response:true}'];

/** The metrics of a script in one worker: k6's own and those that it declares. */
export class ScriptMetrics {
  private readonly families = new Map<string, Family>();
  private readonly selectors: ScriptMetric[];
  private readonly warn: (text: string) => void;

  /** `asked`: metrics of thresholds, some with tags. `warn` says a sentence to who runs the script. */
  constructor(asked: readonly string[], warn: (text: string) => void) {
    this.warn = warn;
    const keys = new Map<string, ScriptMetric>();
    for (const text of [...ALWAYS, ...asked]) {
      const read = parseScriptMetric(text);
      if (read.ok && read.value.tags.length > 0) keys.set(read.value.key, read.value);
    }
    this.selectors = [...keys.values()];
  }

  /** A metric, made when it is new. */
  family(name: string, kind: Kind, isTime: boolean): Family {
    const known = this.families.get(name);
    if (known) return known;
    const family = new Family(
      name,
      kind,
      isTime,
      this.selectors.filter((selector) => selector.name === name),
      this.warn,
    );
    this.families.set(name, family);
    return family;
  }

  take(): MetricSnapshot[] {
    const taken: MetricSnapshot[] = [];
    for (const { whole, parts } of this.families.values()) {
      for (const cell of [whole, ...parts.map((part) => part.cell)]) {
        const snapshot = cell.take();
        if (snapshot) taken.push(snapshot);
      }
    }
    return taken;
  }
}

export type { Family };
