import { describe, expect, it } from 'vitest';
import { planLength, plannedVusAt } from '../load/plan-load.ts';
import { Plan } from '../plan/plan.ts';
import { PLAN_TEMPLATES } from './plan-templates.ts';

/** Highest planned VUs, looked at every second. */
function peakOf(plan: Plan): number {
  const seconds = Math.ceil((planLength(plan) ?? 0) / 1000);
  return Math.max(...Array.from({ length: seconds + 1 }, (_, second) => plannedVusAt(plan, second * 1000)));
}

describe.each(PLAN_TEMPLATES)('the template $name', ({ id, make }) => {
  it.each([1, 50, 100_000])('is a valid plan for %i users', (peak) => {
    expect(Plan.safeParse(make(peak)).error?.issues).toBeUndefined();
  });

  it('reaches the load that it promises', () => {
    const expected = { baseline: 1, load: 40, stress: 80, spike: 80, soak: 40, 'launch-rehearsal': 80 }[id];
    expect(peakOf(Plan.parse(make(40)))).toBe(expected);
  });
});
