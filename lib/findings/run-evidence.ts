import type { Plan } from '../plan/plan.ts';
import type { ProbeData } from '../probe/probe-record.ts';
import type { ShownExchange } from '../run/failure-figures.ts';
import type { RunSummary } from '../run/summary.ts';
import type { CurvePoint } from '../run/window.ts';

/** All that rules look at. Nothing of it is about which target it is. */
export type RunEvidence = {
  plan: Plan;
  summary: Pick<
    RunSummary,
    'totals' | 'requests' | 'remotes' | 'generator' | 'durationSeconds' | 'warmUpSeconds'
  >;
  /** The course of the whole run, ascending. */
  points: readonly CurvePoint[];
  probes: readonly ProbeData[];
  /** Exchanges that were kept. */
  samples: readonly ShownExchange[];
};

/** Looks for one kind of thing; none, or one for each place where it is. */
export type Rule = (evidence: RunEvidence, observed: Observed) => Found[];

import type { Found } from './finding.ts';
import type { Observed } from './observed.ts';
