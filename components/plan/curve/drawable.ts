import { startTimesOf, type Timed } from '@/lib/load/start-times.ts';
import { parseDuration } from '@/lib/plan/duration.ts';
import { Executor } from '@/lib/plan/executor.ts';

/**
 * As much of a scenario as its load curve needs, checked. One that waits for `startAfter` is drawn from the planned end
 * of that one.
 */
export type Drawable = { name: string; executor: Executor; startMs: number; startAfter?: string };

export type Unchecked = { name: string; executor: unknown; startTime?: string; startAfter?: string };

/** The scenarios whose load can be drawn, and the names of those in which something must be mended first. */
export function drawable(scenarios: readonly Unchecked[]): { scenarios: Drawable[]; broken: string[] } {
  const sound: Timed[] = [];
  const broken: string[] = [];
  for (const { name, executor, startTime = '0s', startAfter } of scenarios) {
    const parsed = Executor.safeParse(executor);
    if (parsed.success && parseDuration(startTime) !== undefined) {
      sound.push({ name, executor: parsed.data, startTime, startAfter });
    } else broken.push(name);
  }
  const starts = startTimesOf(sound);
  const drawn = sound.map(
    ({ name, executor, startAfter }, index): Drawable => ({
      name,
      executor,
      startMs: starts[index]?.plannedMs ?? 0,
      ...(startAfter === undefined ? {} : { startAfter }),
    }),
  );
  return { scenarios: drawn, broken };
}
