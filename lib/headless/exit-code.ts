import type { EndReason } from '../run/engine.ts';
import type { Verdict } from '../run/summary.ts';

/** How the headless runner ends. Numbers above 1 are k6's (its package `errext/exitcodes`). */
export const EXIT_CODES = {
  passed: 0,
  /** The generator could not keep up or could not do its work: nobody may trust the figures. */
  invalidRun: 1,
  thresholdsFailed: 99,
  setupTimeout: 100,
  teardownTimeout: 101,
  invalidPlan: 104,
  stoppedBySignal: 105,
  scriptError: 107,
  scriptAborted: 108,
  markedAsFailed: 110,
} as const;

/** The exit code of a run that has ended. */
export function exitCodeOf(verdict: Verdict, reason: EndReason): number {
  if (reason.kind === 'stopped') return EXIT_CODES.stoppedBySignal;
  if (reason.kind === 'script-error')
    return reason.timedOut ? EXIT_CODES[`${reason.timedOut}Timeout`] : EXIT_CODES.scriptError;
  if (reason.kind === 'script-abort') return EXIT_CODES.scriptAborted;
  if (reason.kind === 'script-failed' && verdict === 'failed') return EXIT_CODES.markedAsFailed;
  if (verdict === 'passed') return EXIT_CODES.passed;
  if (verdict === 'failed') return EXIT_CODES.thresholdsFailed;
  return EXIT_CODES.invalidRun;
}
