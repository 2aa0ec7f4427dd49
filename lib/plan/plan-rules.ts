import type { z } from 'zod';

type PlanShape = { scenarios: { name: string }[] };

/** Rules that span several fields of a plan; every breach is reported, each at its path. */
export function checkPlan(plan: PlanShape, context: z.RefinementCtx): void {
  const seen = new Set<string>();
  plan.scenarios.forEach(({ name }, index) => {
    if (seen.has(name)) {
      context.addIssue({
        code: 'custom',
        path: ['scenarios', index, 'name'],
        message: `another scenario is already called "${name}"; give this one a name of its own`,
      });
    }
    seen.add(name);
  });
}
