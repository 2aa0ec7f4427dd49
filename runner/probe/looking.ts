import type { Environment } from '../../lib/plan/environment.ts';
import type { Probe } from '../../lib/probe/probe.ts';
import type { Measured } from '../../lib/probe/series.ts';
import { fillerOf } from '../http/environment-text.ts';
import { redactor } from '../recorder/redact.ts';
import { ProbeProblem, type ProbeSource } from './probe-source.ts';
import { sourceOf } from './source-of.ts';

/** However often it is asked, milliseconds. */
const LONGEST_LOOK_MS = 5_000;
const MOST_REASON = 300;

export type Looked = { ok: true; values: Measured[] } | { ok: false; problem: string };

/** One probe that is looked at: bounded in time, its secrets never told. */
export class Looking {
  private readonly source: ProbeSource;
  private readonly redact: (text: string) => string;
  private readonly withinMs: number;
  private readonly unfilled: string[] = [];

  constructor(
    probe: Probe,
    environment: Environment,
    secrets: Record<string, string>,
    withinMs = LONGEST_LOOK_MS,
  ) {
    this.redact = redactor(secrets);
    this.withinMs = withinMs;
    const fillIn = fillerOf(environment, secrets, (sentence) => this.unfilled.push(sentence));
    this.source = sourceOf(probe, environment, fillIn);
  }

  /** Never rejects, and never takes longer than it may, whatever the source does. */
  async look(atMs: number, over: AbortSignal): Promise<Looked> {
    if (this.unfilled[0] !== undefined) return { ok: false, problem: this.unfilled[0] };
    const late = AbortSignal.timeout(this.withinMs);
    const signal = AbortSignal.any([late, over]);
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return { ok: true, values: await Promise.race([this.source.look(atMs, signal), aborted]) };
    } catch (error) {
      const problem = late.aborted ? `did not answer within ${this.withinMs / 1000} s` : wordsOf(error);
      return { ok: false, problem: this.redact(problem).slice(0, MOST_REASON) };
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  close(): Promise<void> {
    return this.source.close().catch(() => {});
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof ProbeProblem) return error.message;
  if (!(error instanceof Error)) return 'did not answer';
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ECONNREFUSED') return 'did not answer: nobody listens there';
  if (code === 'ENOTFOUND') return 'did not answer: there is no such name';
  return `did not answer: ${error.message || code}`;
}
