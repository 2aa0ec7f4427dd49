import { z } from 'zod';
import type { RunOutcome } from './conduct.ts';
import { ConsoleLine } from './console-lines.ts';
import { ShownExchange } from './failure-figures.ts';
import type { Series } from './series.ts';
import type { ExchangeSample } from './snapshot.ts';
import { CheckFigures } from './summary.ts';

/** What a single iteration did. */
export const PerformedIteration = z.object({
  /** Nothing failed in it, and it came to its end. */
  succeeded: z.boolean(),
  /** Why it ended, a sentence. */
  endReason: z.string(),
  durationMs: z.number(),
  /** Every request with its answer, in the order of time; `reason` is `ok`, or why it failed. */
  exchanges: z.array(ShownExchange),
  checks: z.array(CheckFigures),
  /** What else went wrong. */
  problems: z.array(z.string()),
  console: z.array(ConsoleLine),
});
export type PerformedIteration = z.output<typeof PerformedIteration>;

/** `samples` are of all requests, those with failed checks more than once. */
export function performedIteration(
  { state, summary }: Pick<RunOutcome, 'state' | 'summary'>,
  samples: readonly ExchangeSample[],
): PerformedIteration {
  const exchanges = exchangesOf(samples, state.series);
  const problems = state.errors.filter(({ kind }) => kind === 'plan' || kind === 'refused-host').toReversed();
  const { failed, interrupted, interruptedIterations, failedIterations } = summary.totals;
  const isWhole = failed + interrupted + interruptedIterations + failedIterations === 0;
  return {
    succeeded: isWhole && state.end?.kind === 'completed' && exchanges.every(({ reason }) => reason === 'ok'),
    endReason: summary.endReason,
    durationMs: state.durationMs ?? 0,
    exchanges,
    checks: summary.checks.filter((check) => check.passed + check.failed > 0),
    problems: problems.map(({ message }) => message),
    console: summary.console.lines,
  };
}

/** One for each request, in the order of time. */
function exchangesOf(samples: readonly ExchangeSample[], series: readonly Series[]): ShownExchange[] {
  const found = new Map<string, { of: Series; exchange: ShownExchange }>();
  for (const { series: index, ...sample } of samples) {
    const of = series[index];
    if (!of) continue;
    const { scenario, group, name } = of;
    const key = `${index} ${sample.atMs} ${sample.responseTimeMs} ${sample.request.url}`;
    const before = found.get(key)?.exchange;
    const isOk = sample.reason === 'slow';
    if (before && isOk) continue;
    const message = [before?.message, sample.message].filter(Boolean).join('\n');
    const reason = isOk ? 'ok' : before && before.reason !== 'ok' ? before.reason : sample.reason;
    found.set(key, { of, exchange: { scenario, group, name, ...sample, reason, message } });
  }
  return [...found.values()]
    .sort((a, b) => clockOf(a.of) - clockOf(b.of) || a.exchange.atMs - b.exchange.atMs)
    .map(({ exchange }) => exchange);
}

/** By which clock: setup and teardown of the plan are done by processes of their own, and count from their own start. */
function clockOf({ scenario, phase }: Series): number {
  if (scenario !== '') return 1;
  return phase === 'teardown' ? 2 : 0;
}
