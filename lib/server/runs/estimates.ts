import type { RunEstimates } from '../../judge/estimate.ts';
import { withNoise } from '../../judge/run-noise.ts';
import type { ServerContext } from '../context.ts';
import { parse } from '../parse.ts';
import { noiseIn } from '../run-sets/noise-in.ts';
import { RunIds } from './compare.ts';
import { compareRuns } from './compare-runs.ts';

/**
 * How two runs that are over differ, with the uncertainty of each difference; with what runs there differ by noise alone,
 * where that was measured. Throws a Problem.
 */
export async function estimateTwoRuns({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: unknown;
}): Promise<RunEstimates> {
  const ids = parse(RunIds, input);
  const estimates = await compareRuns(ctx, ids);
  const noise = await noiseOfBoth(ctx, ids);
  return noise ? withNoise(estimates, noise) : estimates;
}

/** Noise that was measured in one of two environments stands for both. */
async function noiseOfBoth(ctx: ServerContext, ids: { baseline: string; candidate: string }) {
  const [one, other] = await Promise.all(
    [ids.baseline, ids.candidate].map(async (id) => {
      const select = { planId: true, environmentId: true, setId: true };
      const run = await ctx.db.run.findUnique({ where: { id }, select });
      const found = run && (await noiseIn(ctx, run.planId, run.environmentId));
      // What a set measures is not in what it measures it by.
      return found && found.setId !== run.setId ? found.noise : null;
    }),
  );
  const [baseline, candidate] = [one ?? other, other ?? one];
  return baseline && candidate ? { baseline, candidate } : null;
}
