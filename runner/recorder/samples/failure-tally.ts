import { type FailureReason, type FailureSnapshot, OTHER_FAILURES } from '../../../lib/run/snapshot.ts';
import { signatureOf } from './signature.ts';

/** Signatures that one worker tells apart. */
const MOST_SIGNATURES = 200;
/** Messages whose signature is remembered; that of others is made again every time. */
const MOST_MESSAGES = 1000;

/** One kind of failure: how often it happened in the current second, and when one of it was kept last. */
export class Failure {
  readonly series: number | null;
  readonly reason: FailureReason;
  readonly signature: string;
  count = 0;
  readonly schedule = new SampleSchedule();

  constructor(series: number | null, reason: FailureReason, signature: string) {
    this.series = series;
    this.reason = reason;
    this.signature = signature;
  }
}

const FIRST_SAMPLES = 5;
const FIRST_GAP_MS = 1000;

/**
 * Which failures of a kind are kept whole: the first few, then one whenever twice as much time has passed as the time
 * before. So late ones are among them too, and a run of a day keeps no more than about twenty.
 */
class SampleSchedule {
  private taken = 0;
  private nextMs = Number.NEGATIVE_INFINITY;
  private gapMs = FIRST_GAP_MS;

  isDue(nowMs: number): boolean {
    return nowMs >= this.nextMs;
  }

  took(nowMs: number): void {
    this.taken++;
    if (this.taken < FIRST_SAMPLES) return;
    this.nextMs = nowMs + this.gapMs;
    this.gapMs *= 2;
  }
}

/**
 * Counts every failure of one worker by its signature. Secrets are taken out of signatures. Beyond so many of them, all
 * further ones of one series and reason are counted together: no count is lost, only told apart less.
 */
export class FailureTally {
  private readonly redact: (text: string) => string;
  private readonly bySignature = new Map<string, Failure>();
  private readonly byMessage = new Map<string, Failure>();
  private touched: Failure[] = [];

  constructor(redact: (text: string) => string) {
    this.redact = redact;
  }

  /** Counts one failure; `message` may hold what differs from one to the next. */
  count(series: number | null, reason: FailureReason, message: string): Failure {
    const key = `${series} ${reason} ${message}`;
    const failure = this.byMessage.get(key) ?? this.look(key, series, reason, message);
    if (failure.count === 0) this.touched.push(failure);
    failure.count++;
    return failure;
  }

  /** What was counted since the last time. */
  take(): FailureSnapshot[] {
    if (this.touched.length === 0) return NOTHING;
    const taken = this.touched.map(({ series, reason, signature, count }) => ({
      series,
      reason,
      signature,
      count,
    }));
    for (const failure of this.touched) failure.count = 0;
    this.touched = [];
    return taken;
  }

  private look(key: string, series: number | null, reason: FailureReason, message: string): Failure {
    const signature = signatureOf(reason, this.redact(message));
    const own = `${series} ${reason} ${signature}`;
    const isNew = !this.bySignature.has(own);
    const failure =
      isNew && this.bySignature.size >= MOST_SIGNATURES
        ? this.found(`${series} ${reason} ${OTHER_FAILURES}`, series, reason, OTHER_FAILURES)
        : this.found(own, series, reason, signature);
    if (this.byMessage.size < MOST_MESSAGES) this.byMessage.set(key, failure);
    return failure;
  }

  private found(key: string, series: number | null, reason: FailureReason, signature: string): Failure {
    const failure = this.bySignature.get(key) ?? new Failure(series, reason, signature);
    this.bySignature.set(key, failure);
    return failure;
  }
}

const NOTHING: FailureSnapshot[] = [];
