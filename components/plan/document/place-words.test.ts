import { expect, it } from 'vitest';
import { samplePlan } from '@/lib/plan/sample-plan.ts';
import { placeWords } from './place-words.ts';
import { toDraft } from './plan-draft.ts';

const plan = toDraft(samplePlan({ data: [{ name: 'users', source: 'rows', rows: [{ email: 'a' }] }] }));

it.each([
  ['name', 'name'],
  ['scenarios.0.name', 'Browse › name'],
  ['scenarios.0.executor.vus', 'Browse › vus'],
  ['scenarios.0.executor.stages.2.duration', 'Browse › stage 3 › duration'],
  ['scenarios.0.steps.0.expectedStatuses', 'Browse › Home › expected statuses'],
  ['scenarios.0.steps.0.checks.0.value', 'Browse › Home › check 1 › value'],
  ['scenarios.0.steps.1.steps.0.url', 'Browse › Catalogue › List › url'],
  ['scenarios.7.steps', 'scenario 8 › steps'],
  ['thresholds.1.rule', 'threshold 2 › rule'],
  ['data.0.rows.columns.0', 'users › rows › column 1'],
])('%s is %s', (path, words) => expect(placeWords(plan, path)).toBe(words));
