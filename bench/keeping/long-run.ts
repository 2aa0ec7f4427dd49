import { randomUUID } from 'node:crypto';
import { appendFileSync, rmSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Environment } from '../../lib/plan/environment.ts';
import type { Plan } from '../../lib/plan/plan.ts';
import { RandomSnapshots } from '../../lib/record/testing/random-snapshots.ts';
import { conductRun } from '../../lib/run/conduct.ts';
import type { EndReason, StartRun } from '../../lib/run/engine.ts';
import { RecordOutput } from '../../lib/server/records/record-output.ts';
import { aboutBytes } from '../../lib/server/records/run-file-stream.ts';

const SERIES = 30;
/** So many seconds differ; then they come again, since making them up costs far more than keeping them. */
const DISTINCT = 600;
const START = Date.parse('2026-01-01T00:00:00Z');

/** The file of a run that lasted so long, conducted and kept as any other, in no time. */
export async function longRunFile(
  path: string,
  of: { plan: Plan; environment: Environment; release: string; seconds: number; rate: number },
): Promise<void> {
  const { plan, environment, release, seconds, rate } = of;
  const record = new RecordOutput(randomUUID(), { path, tailPath: `${path}.tail` });
  let kept = 0;
  const conducted = conductRun({
    startRun: engineOf(release, seconds, rate, () => kept),
    request: { plan, environment, secrets: {}, workers: 1 },
    release,
    outputs: [
      record,
      {
        onEvent: () => void kept++,
        close: () => {},
      },
    ],
    now: () => START,
  });
  const { state, summary, reason } = await conducted.finished;
  rmSync(`${path}.tail`, { force: true });
  const labels = { release, gitCommit: '0123abcd', note: '', workers: state.workers };
  appendFileSync(
    path,
    aboutBytes({ schema: 1, plan, environment, ...labels, reason, summary, events: [], probes: [] }),
  );
}

/** An engine that has all seconds ready; `kept` says how many events were taken, so that it does not run ahead. */
function engineOf(release: string, seconds: number, rate: number, kept: () => number): StartRun {
  return ({ plan }, onEvent) => {
    const random = new RandomSnapshots(crc32(release), { series: SERIES, requestsPerSecond: rate });
    const made = Array.from({ length: Math.min(DISTINCT, seconds) }, (_, second) => random.second(second));
    const run = async (): Promise<EndReason> => {
      onEvent({ type: 'started', startedAt: START, workers: 1 });
      const own = plan.scenarios[0]?.name ?? '';
      const names = Array.from({ length: SERIES }, (_, index) => ({
        ...{ scenario: own, group: '', name: `GET /endpoint/${index}` },
      }));
      onEvent({ type: 'series', series: names });
      for (let second = 0; second < seconds; second++) {
        const snapshot = made[second % made.length];
        if (snapshot) onEvent({ type: 'snapshot', snapshot: { ...snapshot, second } });
        while (second - kept() > 100) await new Promise((resolve) => setImmediate(resolve));
      }
      const reason: EndReason = { kind: 'completed' };
      onEvent({ type: 'finished', reason, durationMs: seconds * 1000 });
      return reason;
    };
    return {
      stop: () => {},
      steer: () => ({ ok: false, problem: 'This run cannot be steered' }),
      finished: run(),
    };
  };
}
