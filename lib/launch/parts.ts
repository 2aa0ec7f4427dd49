import { type LoadMix, levelPlan } from '../capacity/load-mix.ts';
import { leastLoad, roundLoad } from '../capacity/moves.ts';
import type { Environment } from '../plan/environment.ts';
import type { Plan } from '../plan/plan.ts';
import type { LaunchSettings } from './settings.ts';

/** The runs of a rehearsal, in their order. The last one is a capacity search. */
export const LAUNCH_PARTS = ['baseline', 'target', 'sustained', 'failure', 'capacity'] as const;
export type LaunchPart = (typeof LAUNCH_PARTS)[number];

/**
 * The expected peak as load. Users follow from visits by Little's law (1961): as many are there as come, times how long each
 * stays. With arrival rates a visit is an iteration.
 */
export function peakLoad({ peak }: Pick<LaunchSettings, 'peak'>, unit: LoadMix['unit']): number {
  if (peak.by === 'load') return roundLoad(peak.load, unit);
  const perSecond = peak.visitsPerHour / 3600;
  if (unit === 'users') return Math.max(1, Math.ceil(perSecond * peak.sessionSeconds));
  return Math.max(leastLoad(unit), roundLoad(perSecond, unit));
}

/** The load of each level; null of the search, which finds its own. Hardly any load is one user of each scenario. */
export function loadOf(
  part: LaunchPart,
  peak: number,
  { unit, scenarios }: { unit: LoadMix['unit']; scenarios: number },
): number | null {
  switch (part) {
    case 'baseline':
      return unit === 'users' ? scenarios : Math.min(1, peak);
    case 'target':
    case 'sustained':
      return peak;
    case 'failure':
      return roundLoad(2 * peak, unit);
    case 'capacity':
      return null;
  }
}

/** The plan of one level. Thresholds judge it, but do not end what is meant to fail. */
export function launchPlan(
  part: Exclude<LaunchPart, 'capacity'>,
  plan: Plan,
  mix: LoadMix,
  settings: LaunchSettings,
  { maxVUs }: Pick<Environment, 'maxVUs'>,
): Plan {
  const scenarios = plan.scenarios.length;
  const load = loadOf(part, peakLoad(settings, mix.unit), { unit: mix.unit, scenarios }) ?? 1;
  const shares = part === 'baseline' ? mix.shares.map(() => 1 / scenarios) : mix.shares;
  const duration = part === 'sustained' ? settings.sustained : settings.level;
  const level = levelPlan(plan, { ...mix, shares }, { load, duration, maxVUs });
  if (part !== 'failure') return level;
  return { ...level, thresholds: level.thresholds.map((one) => ({ ...one, abortOnFail: false })) };
}
