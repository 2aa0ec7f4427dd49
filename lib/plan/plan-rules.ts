import type { z } from 'zod';
import { checkData } from './rules/data-rules.ts';
import { asDraft, type Draft, type Report } from './rules/draft.ts';
import { checkScenarios } from './rules/scenario-rules.ts';
import { checkStarts } from './rules/start-rules.ts';
import { checkSteps } from './rules/step-rules.ts';
import { checkPlaceholderPlaces } from './rules/template-rules.ts';
import { checkThresholds } from './rules/threshold-rules.ts';
import type { PlanSteps } from './step-lists.ts';

/**
 * Rules that no single field can judge; every breach is reported, each at its path. Runs also when the schema found
 * faults (pass `{ when: () => true }`), hence `unknown`: all that is wrong is said at once.
 */
export function checkPlan(plan: unknown, context: z.RefinementCtx): void {
  const draft = asDraft(plan);
  const sound = stepsAreSound(draft, context) ? draft : undefined;
  const report: Report = (path, message) => context.addIssue({ code: 'custom', path, message });
  checkScenarios(draft, report);
  checkStarts(draft, report);
  checkSteps(draft, report);
  checkData(draft, report);
  checkPlaceholderPlaces(draft, report);
  checkThresholds(draft, sound, report);
}

const STEP_FIELDS = ['scenarios', 'setup', 'teardown', 'setupInResults'];

/** True when the schema found nothing wrong with the steps' form; asked before any rule reports. */
function stepsAreSound(draft: Draft, context: z.RefinementCtx): draft is Draft & PlanSteps {
  return (
    Array.isArray(draft.scenarios) &&
    !context.issues.some(
      ({ code, path }) => code !== 'custom' && STEP_FIELDS.some((field) => field === path?.[0]),
    )
  );
}
