import type { Environment } from '../plan/environment.ts';
import type { Probe } from './probe.ts';
import type { ProbeLine } from './probe-record.ts';
import type { ProbeSeries } from './series.ts';

/** Where probes point, and what may be said to them. */
export type ProbePlace = { environment: Environment; secrets: Record<string, string> };

export type ProbeWatch = {
  /** Asks what is told at the end, for seconds at most; resolves when nothing is open any more. Idempotent, never rejects. */
  stop(): Promise<void>;
};

/** Asks all probes of an environment from now on, which is the start of the run, until it is stopped. Never throws. */
export type WatchProbes = (place: ProbePlace, onLine: (line: ProbeLine) => void) => ProbeWatch;

/** What one look at a probe found. */
export type ProbeLook =
  | { ok: true; found: { series: ProbeSeries; value: number | null }[]; notes: string[] }
  | { ok: false; problem: string };

/** Looks at one probe twice, as far apart as rates need it. Never rejects. */
export type LookAtProbe = (place: ProbePlace, probe: Probe) => Promise<ProbeLook>;
