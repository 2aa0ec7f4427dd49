export type MetricKind = 'counter' | 'gauge' | 'rate' | 'trend';

/** Whom a script's custom metrics feed. One for a worker, not one for a VU. */
export interface MetricSink {
  /** The index of a metric, new or known. Throws where a known one is of another kind. */
  declare(name: string, kind: MetricKind, isTime: boolean): number;
  /** `value` is in the metric's own unit (ms where it is a time). Must not keep `tags`. */
  add(metricIndex: number, value: number, tags: Readonly<Record<string, string>> | undefined): void;
}

export interface MetricsHost {
  readonly sink: MetricSink;
  /** True while the script's top level runs. */
  inInit(): boolean;
  /** Says that a value was left out. */
  warn(message: string): void;
  /** `options.throw`: a bad value throws instead of being left out. */
  readonly throws: boolean;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

/** `k6/metrics`, for one VU: three words of memory a class, since the methods are everybody's. */
export function createMetrics(host: MetricsHost) {
  return {
    Counter: classFor(CounterMetric, host),
    Gauge: classFor(GaugeMetric, host),
    Rate: classFor(RateMetric, host),
    Trend: classFor(TrendMetric, host),
  };
}

class Metric {
  readonly name: string;
  #host: MetricsHost;
  #index: number;

  constructor(kind: MetricKind, host: MetricsHost, name: unknown, isTime: unknown) {
    if (!host.inInit()) throw new Error('metrics must be declared in the init context');
    this.name = String(name ?? '');
    if (!NAME.test(this.name)) {
      throw new Error(
        `Invalid metric name: '${this.name}'. A metric name has up to 128 ASCII letters, digits or underscores, and starts with a letter or an underscore.`,
      );
    }
    this.#host = host;
    this.#index = host.sink.declare(this.name, kind, isTime === true);
  }

  /** False where the value was no number and so was left out. */
  add(value: unknown, tags?: unknown): boolean {
    const host = this.#host;
    if (host.inInit()) throw new Error('Adding to metrics in the init context is not supported');
    const number = numberOf(value);
    if (Number.isNaN(number)) {
      const message = `'${describe(value)}' is an invalid value for metric '${this.name}', a number or a boolean value is expected`;
      if (host.throws) throw new TypeError(message);
      host.warn(message);
      return false;
    }
    host.sink.add(this.#index, number, tags === undefined ? undefined : tagsOf(tags, this.name));
    return true;
  }
}

class CounterMetric extends Metric {
  constructor(host: MetricsHost, name?: unknown, isTime?: unknown) {
    super('counter', host, name, isTime);
  }
}
class GaugeMetric extends Metric {
  constructor(host: MetricsHost, name?: unknown, isTime?: unknown) {
    super('gauge', host, name, isTime);
  }
}
class RateMetric extends Metric {
  constructor(host: MetricsHost, name?: unknown, isTime?: unknown) {
    super('rate', host, name, isTime);
  }
}
class TrendMetric extends Metric {
  constructor(host: MetricsHost, name?: unknown, isTime?: unknown) {
    super('trend', host, name, isTime);
  }
}

type MetricClass = new (host: MetricsHost, name?: unknown, isTime?: unknown) => Metric;

/** Like k6's, it may be called without `new`, and a script's own class may extend it. */
function classFor(Kind: MetricClass, host: MetricsHost) {
  function made(name?: unknown, isTime?: unknown): Metric {
    return Reflect.construct(Kind, [host, name, isTime], new.target ?? Kind);
  }
  made.prototype = Kind.prototype;
  return made as unknown as new (
    name?: unknown,
    isTime?: unknown,
  ) => Metric;
}

function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'symbol' || typeof value === 'bigint') return Number.NaN;
  return value === null ? Number.NaN : Number(value);
}

function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.prototype.toString.call(value) : String(value);
}

function tagsOf(tags: unknown, metric: string): Record<string, string> | undefined {
  if (typeof tags !== 'object' || tags === null) return undefined;
  const texts: Record<string, string> = {};
  for (const [tag, value] of Object.entries(tags)) {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      throw new TypeError(
        `cannot add tags for the '${metric}' custom metric: invalid value for metric tag '${tag}': only String, Boolean and Number types are accepted as a metric tag values`,
      );
    }
    texts[tag] = String(value);
  }
  return texts;
}
