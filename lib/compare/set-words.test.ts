import { expect, it } from 'vitest';
import type { RunSetKind } from '../api/run-sets.ts';
import { missingPlaces, pairsOf, type SetRun, setSentence, setState, sideAt } from './set-words.ts';

type Verdict = SetRun['run']['verdict'];

const set = (kind: RunSetKind, verdicts: readonly (Verdict | 'deleted')[]): SetRun[] =>
  verdicts.flatMap((verdict, at) =>
    verdict === 'deleted'
      ? []
      : [
          {
            ...{ position: at + 1, side: sideAt(kind, at + 1) },
            run: { status: 'finished', verdict, endReason: null, durationSeconds: 10 },
          },
        ],
  );

it('gives both releases their turn as A B B A A B B A', () => {
  const order = (kind: RunSetKind) => [1, 2, 3, 4, 5, 6, 7, 8].map((place) => sideAt(kind, place)).join('');
  expect(order('ab')).toBe('ABBAABBA');
  expect(order('aa')).toBe('AAAAAAAA');
});

it('judges whole pairs only, and knows them by their places when runs were deleted', () => {
  const runs = set('ab', ['passed', 'deleted', 'failed', 'passed', 'passed', 'invalid']);
  expect(pairsOf(runs).map(({ a, b }) => [a.position, b.position])).toEqual([[4, 3]]);
  expect(missingPlaces('ab', runs)).toEqual([1, 2, 5, 6]);
  expect(setState(runs)).toBe('broken');
  expect(setSentence('ab', runs)).toBe('Broken off: run 6 of 6 cannot be judged; 1 pair can be judged.');
});

it('misses what cannot be judged of equal runs', () => {
  const runs = set('aa', ['passed', 'aborted', 'deleted', 'passed']);
  expect(missingPlaces('aa', runs)).toEqual([2, 3]);
  expect(missingPlaces('aa', set('aa', ['passed', 'failed']))).toEqual([]);
  const deleted = set('aa', ['passed', 'deleted', 'passed']);
  expect(setSentence('aa', deleted)).toBe('Of 3 runs some were deleted; 2 runs can be judged.');
});
