import { durationMs } from '../plan/duration.ts';
import type { Executor } from '../plan/executor.ts';
import { limitMs, ratePieces, vuPieces } from './schedule.ts';
import { predecessorOf, startTimesOf, type Timed } from './start-times.ts';

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
 * The most VUs a plan can have at work at once. A scenario counts with its own peak from its earliest start to the latest
 * end of its graceful stop; scenarios that never run together are not added up, and one that waits for another never
 * runs beside it.
 */
export function planPeak({ scenarios }: { scenarios: readonly Timed[] }): PlanPeak {
  const starts = startTimesOf(scenarios);
  const spans = scenarios.map((scenario, index): Span => {
    const { earliestMs, latestMs } = starts[index] ?? { earliestMs: 0, latestMs: 0 };
    const { executor } = scenario;
    return {
      scenario,
      vus: peakVus(executor),
      after: predecessorOf(scenario, scenarios),
      fromMs: earliestMs,
      toMs: latestMs + limitMs(executor) + durationMs(executor.gracefulStop),
    };
  });
  let peak: PlanPeak = { vus: 0, parts: [] };
  for (const { fromMs } of spans) {
    const active = new Set(spans.filter((span) => span.fromMs <= fromMs && fromMs <= span.toMs));
    const roots = spans.filter(({ after }) => after === undefined);
    const parts = roots.flatMap((root) => heaviest(root, spans, active));
    const vus = total(parts);
    if (vus > peak.vus)
      peak = { vus, parts: parts.map(({ scenario, vus }) => ({ scenario: scenario.name, vus })) };
  }
  return peak;
}

type Span = { scenario: Timed; vus: number; after: Timed | undefined; fromMs: number; toMs: number };

const total = (parts: readonly Span[]) => parts.reduce((sum, part) => sum + part.vus, 0);

/** Of a scenario and those that wait for it, the ones that can be at work together and need the most VUs. */
function heaviest(span: Span, spans: readonly Span[], active: ReadonlySet<Span>): Span[] {
  const later = spans
    .filter(({ after }) => after === span.scenario)
    .flatMap((next) => heaviest(next, spans, active));
  return active.has(span) && span.vus >= total(later) ? [span] : later;
}
