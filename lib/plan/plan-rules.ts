import type { z } from 'zod';
import type { Plan } from './plan.ts';
import { checkData } from './rules/data-rules.ts';
import { asDraft, type Draft, type Report } from './rules/draft.ts';
import { checkScenarios } from './rules/scenario-rules.ts';
import { checkSteps } from './rules/step-rules.ts';
import { checkPlaceholderPlaces } from './rules/template-rules.ts';
import { checkThresholds } from './rules/threshold-rules.ts';

/**
 * Rules that no single field can judge; every breach is reported, each at its path. Runs also when the schema found
 * faults (pass `{ when: () => true }`), hence `unknown`: all that is wrong is said at once.
 */
export function checkPlan(plan: unknown, context: z.RefinementCtx): void {
  const draft = asDraft(plan);
  const sound = scenariosAreSound(draft, context) ? draft : undefined;
  const report: Report = (path, message) => context.addIssue({ code: 'custom', path, message });
  checkScenarios(draft, report);
  checkSteps(draft, report);
  checkData(draft, report);
  checkPlaceholderPlaces(draft, report);
  checkThresholds(draft, sound, report);
}

/** True when the schema found nothing wrong with the scenarios' form; asked before any rule reports. */
function scenariosAreSound(draft: Draft, context: z.RefinementCtx): draft is Draft & Pick<Plan, 'scenarios'> {
  return (
    Array.isArray(draft.scenarios) &&
    !context.issues.some((issue) => issue.code !== 'custom' && issue.path?.[0] === 'scenarios')
  );
}
