import { expect, it } from 'vitest';
import { setAt } from '@/components/form/path.ts';
import { samplePlan } from '@/lib/plan/sample-plan.ts';
import { toDraft } from './plan-draft.ts';
import { isSameDocument } from './same-document.ts';

const draft = toDraft(samplePlan());

it('compares what documents say', () => {
  expect(isSameDocument(draft, toDraft(samplePlan()))).toBe(true);
  const changed = setAt(draft, 'scenarios.1.steps.0.url', '/elsewhere');
  expect(isSameDocument(draft, changed)).toBe(false);
  expect(isSameDocument(draft, setAt(changed, 'scenarios.1.steps.0.url', '/orders'))).toBe(true);
});

it.each([
  [[], {}, false],
  [[1, 2], [1], false],
  [{ a: undefined }, {}, true],
  [null, {}, false],
  ['1', 1, false],
  [{ a: [{ b: 1 }] }, { a: [{ b: 1 }] }, true],
])('%j and %j', (left, right, same) => expect(isSameDocument(left, right)).toBe(same));
