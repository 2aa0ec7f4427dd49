import type { Play } from './play.ts';

/** A process that stood still longer than this, milliseconds, was not measuring but waiting for the machine. */
const QUIET_MS = 8;
const ATTEMPTS = 2;

/** A server that knows how long it was kept from running. */
type Watched = { reset(): Promise<void>; stoodStillMs(): Promise<number> };

/** A measurement, and how long the generator or the server was kept from running while it was made. */
export type Measured = { run: Play; disturbedMs: number };

/**
 * Measures until neither the generator nor the server was kept from running meanwhile, at most twice. The
 * criterion looks at the machine alone, never at the result. Where the machine is never quiet, the least disturbed
 * measurement is used, and `disturbedMs` says by how much its times may be wrong.
 */
export async function quietly(target: Watched, measure: () => Promise<Play>): Promise<Measured> {
  let best: Measured | null = null;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await target.reset();
    const run = await measure();
    const delays = run.snapshots.flatMap(({ health }) =>
      health.map((worker) => worker.maxEventLoopDelayUs / 1000),
    );
    const measured = { run, disturbedMs: Math.max(0, ...delays, await target.stoodStillMs()) };
    if (measured.disturbedMs <= QUIET_MS) return { run, disturbedMs: 0 };
    // The server knows only the last measurement.
    best = measured;
  }
  if (!best) throw new Error('nothing was measured');
  return best;
}
