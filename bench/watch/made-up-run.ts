import { setTimeout } from 'node:timers/promises';
import { RandomSnapshots } from '../../lib/record/testing/random-snapshots.ts';
import type { EndReason, StartRun } from '../../lib/run/engine.ts';
import { seriesOf } from '../../lib/run/series.ts';

/** So many seconds differ; then they come again, since making them up costs more than all that is measured. */
const DISTINCT = 600;

/**
 * Runs without load: of so many `seconds` (a variable of the plan), `speed` of them in every second, at `rate` requests a
 * second over all requests of the plan.
 */
export const startRun: StartRun = ({ plan }, onEvent) => {
  const [seconds = 0, speed = 1, rate = 0] = [
    plan.variables.seconds,
    plan.variables.speed,
    plan.variables.rate,
  ].map(Number);
  const random = new RandomSnapshots(7, { series: seriesOf(plan).length, requestsPerSecond: rate });
  const made = Array.from({ length: Math.min(DISTINCT, seconds) }, (_, second) => random.second(second));
  let stopped: EndReason | null = null;
  const perform = async (): Promise<EndReason> => {
    await setTimeout(0);
    const begun = performance.now();
    onEvent({ type: 'started', startedAt: Date.now(), workers: 1 });
    for (let second = 0; second < seconds && !stopped; second++) {
      const early = (second / speed) * 1000 - (performance.now() - begun);
      if (early > 0 || second % 20 === 0) await setTimeout(Math.max(0, early));
      const snapshot = made[second % made.length];
      if (snapshot) onEvent({ type: 'snapshot', snapshot: { ...snapshot, second } });
    }
    const reason = stopped ?? { kind: 'completed' as const };
    onEvent({ type: 'finished', reason, durationMs: seconds * 1000 });
    return reason;
  };
  return {
    stop: (reason) => {
      stopped ??= reason;
    },
    steer: () => ({ ok: false, problem: 'A run that is made up cannot be steered.' }),
    finished: perform(),
  };
};
