import type { Finding } from '../lib/findings/finding.ts';
import { findingsOf } from '../lib/findings/findings-of.ts';
import type { Plan } from '../lib/plan/plan.ts';
import { type ProbeData, ProbeLedger } from '../lib/probe/probe-record.ts';
import type { ProbePlace, ProbeWatch } from '../lib/probe/probe-watch.ts';
import type { RunOutcome, RunOutput } from '../lib/run/conduct.ts';
import { watchProbes } from '../runner/probe/watch-probes.ts';

/** Asks the probes of an environment while a run goes on, and holds what they saw. */
export function observe(place: ProbePlace): { output: RunOutput; readonly probes: ProbeData[] } {
  const ledger = new ProbeLedger();
  let watch: ProbeWatch | undefined;
  return {
    output: {
      onEvent: ({ type }) => {
        if (type === 'started') watch = watchProbes(place, (line) => ledger.add(line));
        else if (type === 'finished') void watch?.stop();
      },
      close: () => watch?.stop(),
    },
    get probes() {
      return ledger.probes;
    },
  };
}

/** What limited the target, from all that is known at the end. */
export function foundIn(plan: Plan, { summary, state }: RunOutcome, probes: readonly ProbeData[]): Finding[] {
  const points = state.points.map((point) => ({ ...point, seconds: 1 }));
  return findingsOf({ plan, summary, points, probes, samples: state.failures.exchanges() });
}
