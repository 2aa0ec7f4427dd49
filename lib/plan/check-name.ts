import { childSteps } from '../run/series.ts';
import type { Check } from './condition.ts';
import type { Step } from './step.ts';
import { type PlanSteps, stepListsOf } from './step-lists.ts';
import { isStreamStep, readsOf } from './stream-step.ts';

const WORDS: Record<Check['operator'], string> = {
  equals: 'is',
  'not-equals': 'is not',
  contains: 'contains',
  'not-contains': 'does not contain',
  matches: 'matches',
  above: 'is above',
  below: 'is below',
  exists: 'exists',
};

const UNITS: Partial<Record<Check['source'], string>> = { duration: ' ms', size: ' bytes' };

/** The name under which a check is counted and shown: its own, or one made from its condition. */
export function checkName(check: Check): string {
  if (check.name !== undefined) return check.name;
  const subject = 'expression' in check ? `${check.source} ${check.expression}` : check.source;
  const value = check.operator === 'exists' ? '' : ` ${check.value}${UNITS[check.source] ?? ''}`;
  return `${subject} ${WORDS[check.operator]}${value}`;
}

/** The checks of a step, those within its actions included. */
export function checksOf(step: Step): Check[] {
  if (step.type === 'request') return step.checks;
  return isStreamStep(step) ? readsOf(step).flatMap(({ checks }) => checks) : [];
}

/** The names of all checks of a plan that count in its results, each once, in document order. */
export function checkNamesOf(plan: PlanSteps): Set<string> {
  const names = new Set<string>();
  const visit = (steps: readonly Step[]) => {
    for (const step of steps) {
      for (const check of checksOf(step)) names.add(checkName(check));
      visit(childSteps(step));
    }
  };
  for (const { phase, steps } of stepListsOf(plan))
    if (phase === undefined || plan.setupInResults) visit(steps);
  return names;
}
