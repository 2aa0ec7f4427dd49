import { EXIT_CODES } from '../lib/headless/exit-code.ts';
import type { ConductedRun } from '../lib/run/conduct.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** A signal ends the run; a second one does not wait for its figures. */
export function stopOnSignals(conducted: ConductedRun): void {
  const interrupt = () => {
    conducted.stop({ kind: 'stopped', by: 'signal' });
    for (const signal of SIGNALS) process.once(signal, () => process.exit(EXIT_CODES.stoppedBySignal));
  };
  for (const signal of SIGNALS) process.once(signal, interrupt);
}
