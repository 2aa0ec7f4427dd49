import type { ProbeReport } from '../../lib/probe/report.ts';
import type { Measured } from '../../lib/probe/series.ts';

/** One thing that is observed. */
export type ProbeSource = {
  /** One look. Rejects with an error whose message says what is wrong; takes no longer than the signal lets it. */
  look(atMs: number, signal: AbortSignal): Promise<Measured[]>;
  /** What is told at the end, since the first look. Rejects as `look` does. */
  report?(signal: AbortSignal): Promise<ProbeReport>;
  /** Lets go of connections. */
  close(): Promise<void>;
};

/** What a person can do something about. */
export class ProbeProblem extends Error {
  override name = 'ProbeProblem';
}
