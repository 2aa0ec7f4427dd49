import { durationMs } from '../plan/duration.ts';
import type { Executor } from '../plan/executor.ts';
import type { Plan } from '../plan/plan.ts';
import { limitMs, ratePieces, vuPieces } from './schedule.ts';

/** The most VUs that an executor can have at work at once. */
export function peakVus(executor: Executor): number {
  switch (executor.type) {
    case 'constant-arrival-rate':
    case 'ramping-arrival-rate':
      return executor.maxVUs;
    default:
      return vuPieces(executor).reduce((most, { from, to }) => Math.max(most, from, to), 0);
  }
}

/** The highest planned rate of an executor, iterations per second; 0 for VU executors. */
export function peakRate(executor: Executor): number {
  return ratePieces(executor).reduce((most, { from, to }) => Math.max(most, from, to), 0);
}

/** A moment at which a plan needs the most VUs, and which scenarios need them. */
export type PlanPeak = { vus: number; parts: { scenario: string; vus: number }[] };

/**
 * The most VUs a plan can have at work at once. A scenario counts with its own peak from its start to the end of its
 * graceful stop; scenarios that never run together are not added up.
 */
export function planPeak(plan: Pick<Plan, 'scenarios'>): PlanPeak {
  const spans = plan.scenarios.map(({ name, executor, startTime }) => {
    const fromMs = durationMs(startTime);
    return {
      scenario: name,
      vus: peakVus(executor),
      fromMs,
      toMs: fromMs + limitMs(executor) + durationMs(executor.gracefulStop),
    };
  });
  let peak: PlanPeak = { vus: 0, parts: [] };
  for (const { fromMs } of spans) {
    const parts = spans.filter((span) => span.fromMs <= fromMs && fromMs <= span.toMs);
    const vus = parts.reduce((total, part) => total + part.vus, 0);
    if (vus > peak.vus) peak = { vus, parts: parts.map(({ scenario, vus }) => ({ scenario, vus })) };
  }
  return peak;
}
