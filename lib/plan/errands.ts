import type { Plan } from './plan.ts';

/** Whether something is to be done once before the load, or after it: by steps of the plan or by its script. */
export function hasErrand(
  plan: Pick<Plan, 'setup' | 'teardown' | 'script'>,
  phase: 'setup' | 'teardown' | 'summary',
): boolean {
  if (phase === 'summary') return plan.script?.exports.includes('handleSummary') ?? false;
  return plan[phase].length > 0 || (plan.script?.exports.includes(phase) ?? false);
}
