import { setTimeout } from 'node:timers/promises';
import { RandomSnapshots } from '../../lib/record/testing/random-snapshots.ts';
import type { EndReason, StartRun } from '../../lib/run/engine.ts';
import { seriesOf } from '../../lib/run/series.ts';

/** So many seconds differ; then they come again, since making them up costs more than all that is measured. */
const DISTINCT = 600;

/**
 * Runs without load: of so many `seconds` (a variable of the plan), `speed` of them in every second once the first `head` of
 * them are there, at `rate` requests a second over all requests of the plan.
 */
export const startRun: StartRun = ({ plan }, onEvent) => {
  const { variables } = plan;
  const [seconds, speed, rate, head] = [
    variables.seconds,
    variables.speed,
    variables.rate,
    variables.head,
  ].map(Number) as [number, number, number, number];
  const random = new RandomSnapshots(7, { series: seriesOf(plan).length, requestsPerSecond: rate });
  const made = Array.from({ length: Math.min(DISTINCT, seconds) }, (_, second) => random.second(second));
  let stopped: EndReason | null = null;
  const perform = async (): Promise<EndReason> => {
    await setTimeout(0);
    let begun = performance.now();
    onEvent({ type: 'started', startedAt: Date.now(), workers: 1 });
    for (let second = 0; second < seconds && !stopped; second++) {
      if (second <= head) begun = performance.now();
      const early = (Math.max(0, second - head) / speed) * 1000 - (performance.now() - begun);
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
