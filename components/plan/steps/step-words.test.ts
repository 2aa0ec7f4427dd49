import { describe, expect, it } from 'vitest';
import { STEP_KINDS } from '../document/new-step.ts';
import type { StepDraft } from '../document/plan-draft.ts';
import { group, set } from '../document/sample-steps.ts';
import { shareOf, stepDetail, stepTitle } from './step-words.ts';

const words = (step: StepDraft) => [stepTitle(step), stepDetail(step)];
const request = (over: Partial<StepDraft>) => ({ ...STEP_KINDS.request.make(), ...over }) as StepDraft;

describe('a step in one line', () => {
  it.each<[StepDraft, string, string]>([
    [request({ url: '/a' }), '/a', ''],
    [
      request({
        url: '/a',
        name: 'A',
        body: { type: 'json', content: '{}' },
        checks: [{ source: 'status', operator: 'equals', value: 200 }],
        extract: [
          { as: 'x', from: 'header', expression: 'X', group: 1, pick: 'first' },
          { as: 'y', from: 'header', expression: 'Y', group: 1, pick: 'first' },
        ],
      }),
      'A',
      '/a · json body · 1 check · 2 extracts',
    ],
    [{ type: 'think', time: { distribution: 'uniform', min: '1s', max: '3s' } }, 'Think 1s to 3s', ''],
    [
      { type: 'think', time: { distribution: 'normal', mean: '2s', deviation: '500ms' } },
      'Think 2s ± 500ms',
      '',
    ],
    [set('v'), 'Set v', '= 1'],
    [group('G', [set('a'), group('H', [set('b')])]), 'G', '3 steps'],
    [{ type: 'repeat', times: 3, steps: [set('a')] }, 'Repeat 3 times', '1 step'],
    [
      {
        type: 'if',
        condition: { left: '{{a}}', operator: 'equals', right: 'x' },
        then: [set('a')],
        else: [set('b')],
      },
      'If {{a}} is x',
      '1 step, else 1',
    ],
  ])('%#', (step, title, detail) => expect(words(step)).toEqual([title, detail]));
});

it('shows weights as shares, whatever they add up to', () => {
  const choose = {
    type: 'choose' as const,
    options: [
      { weight: 2, steps: [] },
      { weight: 1, steps: [] },
      { weight: 0, steps: [] },
    ],
  };
  expect(choose.options.map((_, index) => shareOf(choose, index))).toEqual(['66.7 %', '33.3 %', '0 %']);
  expect(stepDetail(choose)).toBe('option 1 66.7 %, option 2 33.3 %, option 3 0 %');
  expect(shareOf({ type: 'choose', options: [{ weight: 0, steps: [] }] }, 0)).toBe('0 %');
});
