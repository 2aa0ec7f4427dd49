import { expect, it } from 'vitest';
import { samplePlan } from '@/lib/plan/sample-plan.ts';
import { forgetDraft, readStoredDraft, type Shelf, storeDraft } from './draft-storage.ts';
import { toDraft } from './plan-draft.ts';

function shelf(room = 1e6): Shelf {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem(key, value) {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
    removeItem: (key) => void kept.delete(key),
  };
}

const draft = { baseVersion: 3, savedAt: '2025-11-21T09:00:00.000Z', document: toDraft(samplePlan()) };

it('gives back what was stored, plan by plan', () => {
  const mine = shelf();
  expect(readStoredDraft(mine, 'a')).toBeUndefined();
  expect(storeDraft(mine, 'a', draft)).toBe(true);
  expect(readStoredDraft(mine, 'a')).toMatchObject(draft);
  expect(readStoredDraft(mine, 'b')).toBeUndefined();
  forgetDraft(mine, 'a');
  expect(readStoredDraft(mine, 'a')).toBeUndefined();
});

it('says when there is no room', () => {
  const small = shelf(10);
  expect(storeDraft(small, 'a', draft)).toBe(false);
  expect(readStoredDraft(small, 'a')).toBeUndefined();
});

it.each([
  '',
  'null',
  '7',
  '{',
  '{"format":1}',
  '{"format":99,"baseVersion":1,"savedAt":"x","document":{"scenarios":[]}}',
])('does not trust what it finds: %s', (text) => {
  const mine = shelf();
  mine.setItem('rehearsal:draft:a', text);
  expect(readStoredDraft(mine, 'a')).toBeUndefined();
});
