import type { LookAtProbe } from '../../lib/probe/probe-watch.ts';
import type { ProbeSeries } from '../../lib/probe/series.ts';
import { Looking } from './looking.ts';

/** Rates need two looks, so far apart. Milliseconds. */
const APART_MS = 1_000;

/** See `LookAtProbe`. */
export const lookAtProbe: LookAtProbe = async ({ environment, secrets }, probe) => {
  const never = new AbortController().signal;
  const looking = new Looking(probe, environment, secrets);
  const startedAt = performance.now();
  const found = new Map<string, { series: ProbeSeries; value: number | null }>();
  try {
    for (const look of [1, 2]) {
      if (look === 2) await new Promise((resolve) => setTimeout(resolve, APART_MS));
      const looked = await looking.look(Math.round(performance.now() - startedAt), never);
      if (!looked.ok) return looked;
      for (const one of looked.values) found.set(one.series.key, one);
    }
    const notes = (await looking.report())?.notes ?? [];
    return { ok: true, found: [...found.values()], notes };
  } finally {
    await looking.close();
  }
};
