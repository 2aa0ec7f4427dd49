import type { Environment } from '../../lib/plan/environment.ts';
import type { Probe } from '../../lib/probe/probe.ts';
import { emptyReport, type ProbeReport } from '../../lib/probe/report.ts';
import type { Measured } from '../../lib/probe/series.ts';
import { fillerOf } from '../http/environment-text.ts';
import { redactor } from '../recorder/redact.ts';
import { ProbeProblem, type ProbeSource } from './probe-source.ts';
import { sourceOf } from './source-of.ts';

/** However often it is asked, milliseconds. */
const LONGEST_LOOK_MS = 5_000;
/** What is told at the end keeps the run's end waiting, milliseconds. */
const LONGEST_REPORT_MS = 4_000;
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
    const within = (signal: AbortSignal) => this.source.look(atMs, signal);
    const told = await this.ask(within, this.withinMs, over);
    return told.ok ? { ok: true, values: told.answer } : told;
  }

  /** What is told at the end; null when there is nothing but curves. Never rejects, and takes seconds at most. */
  async report(): Promise<ProbeReport | null> {
    const { source } = this;
    if (!source.report) return null;
    const within = Math.min(this.withinMs, LONGEST_REPORT_MS);
    const told = await this.ask((signal) => source.report?.(signal), within);
    if (told.ok) return told.answer ?? null;
    return { ...emptyReport(), notes: [`When the run ended it ${told.problem}.`] };
  }

  private async ask<T>(
    work: (signal: AbortSignal) => Promise<T> | T,
    withinMs: number,
    over?: AbortSignal,
  ): Promise<{ ok: true; answer: T } | { ok: false; problem: string }> {
    if (this.unfilled[0] !== undefined) return { ok: false, problem: this.unfilled[0] };
    const late = AbortSignal.timeout(withinMs);
    const signal = over ? AbortSignal.any([late, over]) : late;
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return { ok: true, answer: await Promise.race([work(signal), aborted]) };
    } catch (error) {
      const problem = late.aborted ? `did not answer within ${withinMs / 1000} s` : wordsOf(error);
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
