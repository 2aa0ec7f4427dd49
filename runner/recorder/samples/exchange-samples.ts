import type { DataRow } from '../../../lib/plan/dataset-rows.ts';
import type { ExchangeSample, FailureReason } from '../../../lib/run/snapshot.ts';
import { EveryExchange } from './every-exchange.ts';
import { FailureTally } from './failure-tally.ts';
import { maskedHeader, maskedText, maskedUrl } from './masks.ts';
import { sampleBody } from './sample-body.ts';
import { Slowest } from './slowest.ts';

/** What one worker keeps of failures in one second and in a whole run, beside what each signature and series may have. */
const MOST_PER_SECOND = 20;
const MOST_PER_RUN = 2000;
const LONGEST_MESSAGE = 1000;
const LONGEST_HEADER = 1000;
const MOST_HEADERS = 60;

/** An exchange as it was, before anything is masked. */
export type RawExchange = {
  /** When it ended, and when it should have begun; milliseconds since the run's start. */
  atMs: number;
  dueMs: number;
  vu: number;
  iteration: number;
  /** By index of the dataset. */
  rows: readonly (DataRow | undefined)[];
  method: string;
  url: string;
  /** Name, value, name, value … */
  headers: readonly string[];
  body: string | Uint8Array | null;
  /** 0 when nothing came. */
  status: number;
  answerHeaders: Readonly<Record<string, string | string[] | undefined>>;
  /** The start of the answer's body without its content encoding; null when it was not kept. */
  answerBody: Uint8Array | null;
  answerBytes: number;
};

/** Makes the raw form of what it is doing, only when it is asked. */
export interface ExchangeSource {
  exchange(): RawExchange;
}

/** Failures of one worker, counted by signature, and exchanges that are kept whole. Secrets are taken out here. */
export class ExchangeSamples {
  readonly failures: FailureTally;
  private readonly redact: (text: string) => string;
  private readonly bySeries = new Map<number, SeriesSamples>();
  private kept: ExchangeSample[] = [];
  private total = 0;
  /** Of a single iteration: nothing is left out. */
  readonly keepsAll: boolean;
  /** Says which rows these are. */
  placesOf: (rows: readonly (DataRow | undefined)[]) => Record<string, number> = () => ({});

  constructor(redact: (text: string) => string, keepsAll = false) {
    this.redact = redact;
    this.keepsAll = keepsAll;
    this.failures = new FailureTally(redact);
  }

  of(series: number): SeriesSamples {
    const own = this.bySeries.get(series) ?? new SeriesSamples(series, this);
    this.bySeries.set(series, own);
    return own;
  }

  /** Whether there is room for one more failure. */
  hasRoom(): boolean {
    return (this.keepsAll || this.kept.length < MOST_PER_SECOND) && this.total < MOST_PER_RUN;
  }

  keep(sample: ExchangeSample): void {
    this.kept.push(sample);
    this.total++;
  }

  /** What is new since the last time; `nowMs` is the end of the second. */
  take(nowMs: number): ExchangeSample[] {
    const taken = this.kept;
    if (taken.length > 0) this.kept = [];
    let all = taken;
    for (const series of this.bySeries.values()) {
      const slow = series.takeSlow(nowMs);
      if (slow.length > 0) all = [...all, ...slow];
    }
    return all;
  }

  sampleOf(
    raw: RawExchange,
    of: Pick<ExchangeSample, 'series' | 'reason' | 'signature' | 'message'>,
  ): ExchangeSample {
    const { redact } = this;
    const shown = (text: string) => maskedText(redact(text));
    const header = (name: string, value: string): [string, string] => [
      name,
      cut(maskedHeader(name, redact(value)), LONGEST_HEADER),
    ];
    const { body, status } = raw;
    const rows = raw.rows.length > 0 ? this.placesOf(raw.rows) : {};
    const bytes = typeof body === 'string' ? Buffer.byteLength(body) : (body?.length ?? 0);
    return {
      atMs: Math.round(raw.atMs),
      ...of,
      message: cut(redact(of.message), LONGEST_MESSAGE),
      vu: raw.vu,
      iteration: raw.iteration,
      ...(Object.keys(rows).length > 0 && { rows }),
      responseTimeMs: Math.max(0, Math.round((raw.atMs - raw.dueMs) * 1000) / 1000),
      request: {
        method: raw.method,
        url: maskedUrl(redact(raw.url)),
        headers: pairs(raw.headers).map(([name, value]) => header(name, value)),
        body: sampleBody(body, bytes, shown),
      },
      response:
        status === 0
          ? null
          : {
              status,
              headers: flat(raw.answerHeaders).map(([name, value]) => header(name, value)),
              body: sampleBody(raw.answerBody, raw.answerBytes, shown),
            },
    };
  }
}

/** What is kept of one series. */
export class SeriesSamples {
  /** Starts of bodies are wanted, though the plan needs none: a check failed and its sample had no body. */
  wantsBodies = false;
  private readonly series: number;
  private readonly samples: ExchangeSamples;
  private readonly slowest: Pick<Slowest, 'boundMs' | 'add' | 'take'>;

  constructor(series: number, samples: ExchangeSamples) {
    this.series = series;
    this.samples = samples;
    this.slowest = samples.keepsAll ? new EveryExchange() : new Slowest();
  }

  /** A request that took longer is one to keep. Milliseconds. */
  get slowMs(): number {
    return this.slowest.boundMs;
  }

  /** Counts a failure of a request, and keeps the exchange when it is its turn. */
  failed(
    reason: Exclude<FailureReason, 'plan'>,
    message: string,
    atMs: number,
    source: ExchangeSource,
    found?: () => string,
  ): void {
    const failure = this.samples.failures.count(this.series, reason, message);
    const { schedule, signature } = failure;
    const { samples } = this;
    if ((!samples.keepsAll && !schedule.isDue(atMs)) || !samples.hasRoom()) return;
    schedule.took(atMs);
    const { series } = this;
    const said = found?.() ?? message;
    const sample = this.samples.sampleOf(source.exchange(), { series, reason, signature, message: said });
    if (reason === 'check') this.wantsBodies = sample.response?.body?.form === 'not-kept';
    this.samples.keep(sample);
  }

  /** Keeps a request that was slower than `slowMs`. */
  slow(ms: number, source: ExchangeSource): void {
    const { series } = this;
    const of = { series, reason: 'slow' as const, signature: '', message: '' };
    this.slowest.add(ms, this.samples.sampleOf(source.exchange(), of));
  }

  takeSlow(nowMs: number): ExchangeSample[] {
    return this.slowest.take(nowMs);
  }
}

function pairs(flatPairs: readonly string[]): [string, string][] {
  const found: [string, string][] = [];
  for (let i = 0; i < flatPairs.length && found.length < MOST_HEADERS; i += 2) {
    found.push([flatPairs[i] ?? '', flatPairs[i + 1] ?? '']);
  }
  return found;
}

function flat(headers: RawExchange['answerHeaders']): [string, string][] {
  return Object.entries(headers)
    .flatMap(([name, value]) => [value ?? ''].flat().map((one): [string, string] => [name, one]))
    .slice(0, MOST_HEADERS);
}

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
