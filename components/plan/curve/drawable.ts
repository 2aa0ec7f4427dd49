import { durationMs, parseDuration } from '@/lib/plan/duration.ts';
import { Executor } from '@/lib/plan/executor.ts';

/** As much of a scenario as its load curve needs, checked. */
export type Drawable = { name: string; executor: Executor; startMs: number };

export type Unchecked = { name: string; executor: unknown; startTime?: string };

/** The scenarios whose load can be drawn, and the names of those in which something must be mended first. */
export function drawable(scenarios: readonly Unchecked[]): { scenarios: Drawable[]; broken: string[] } {
  const sound: Drawable[] = [];
  const broken: string[] = [];
  for (const { name, executor, startTime = '0s' } of scenarios) {
    const parsed = Executor.safeParse(executor);
    if (parsed.success && parseDuration(startTime) !== undefined) {
      sound.push({ name, executor: parsed.data, startMs: durationMs(startTime) });
    } else broken.push(name);
  }
  return { scenarios: sound, broken };
}
