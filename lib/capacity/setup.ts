import { z } from 'zod';
import type { Environment } from '../plan/environment.ts';
import type { Plan } from '../plan/plan.ts';
import { Threshold } from '../plan/threshold.ts';
import { warmUpSecondsOf } from '../plan/warm-up.ts';
import { criterionOf } from './criterion.ts';
import { type LoadMix, leastForAll, levelPlan, loadMixOf } from './load-mix.ts';
import { leastLoad, roundLoad } from './moves.ts';
import { CapacitySettings, USUAL_THRESHOLDS } from './settings.ts';

const unit = z.enum(['users', 'iterations per second']);

/** A search as it was asked for, with all that follows from plan and environment: kept with its run. */
export const SearchSetup = z.object({
  settings: CapacitySettings,
  mix: z.object({ unit, shares: z.array(z.number()), planned: z.number(), ceiling: z.number() }),
  range: z.object({ unit, startLoad: z.number(), mostLoad: z.number(), precision: z.number() }),
  thresholds: z.array(Threshold),
  /** Seconds of the plan's own warm-up, left out at the first load. */
  settleFirst: z.int(),
});
export type SearchSetup = z.output<typeof SearchSetup>;

/** The setup of a search and the plan that it runs, or sentences about why there can be none. */
export function searchSetupOf(
  plan: Plan,
  environment: Environment,
  settings: CapacitySettings,
): { plan: Plan; setup: SearchSetup } | { problems: string[] } {
  const mix = loadMixOf(plan, environment);
  if ('problem' in mix) return { problems: [mix.problem] };
  const thresholds = settings.thresholds ?? (plan.thresholds.length > 0 ? plan.thresholds : USUAL_THRESHOLDS);
  if (!thresholds.some((one) => criterionOf(one, plan)))
    return {
      problems: [
        'none of the thresholds can be judged over a part of a run; add one such as p(95)<500 of http_req_duration or rate<0.01 of http_req_failed',
      ],
    };
  const mostLoad = mostLoadOf(plan, mix, settings);
  const least = Math.max(leastLoad(mix.unit), leastForAll(mix));
  if (mostLoad < least)
    return {
      problems: [
        `every scenario needs a user, which takes ${least} of them as the plan shares its load, but at most ${mostLoad} may be tried; raise the ceiling or mostLoad`,
      ],
    };
  const wanted = settings.startLoad ?? Math.max(mix.planned / 10, 1);
  const startLoad = Math.min(mostLoad, Math.max(least, roundLoad(wanted, mix.unit)));
  const level = levelPlan(plan, mix, {
    load: startLoad,
    duration: settings.longest,
    maxVUs: environment.maxVUs,
  });
  return {
    plan: { ...level, thresholds: [], warmUp: 'none' },
    setup: {
      settings,
      mix,
      range: { unit: mix.unit, startLoad, mostLoad, precision: settings.precision },
      thresholds,
      settleFirst: warmUpSecondsOf(plan.warmUp) ?? 0,
    },
  };
}

/** Users are shared in whole numbers, so that the peaks of scenarios may add up to a little more. */
function mostLoadOf(
  { scenarios }: Plan,
  { unit, ceiling }: LoadMix,
  { mostLoad = ceiling }: CapacitySettings,
) {
  if (unit !== 'users') return Math.min(mostLoad, ceiling);
  return Math.max(1, Math.floor(Math.min(mostLoad, ceiling - scenarios.length + 1)));
}
