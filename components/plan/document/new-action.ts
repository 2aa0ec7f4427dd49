import type { ActionDraft } from './plan-draft.ts';

type ActionType = ActionDraft['type'];

const NEW: { [T in ActionType]: Extract<ActionDraft, { type: T }> } = {
  send: { type: 'send', content: '', format: 'text' },
  expect: {
    type: 'expect',
    match: { type: 'any' },
    timeout: '10s',
    onTimeout: 'fail',
    checks: [],
    extract: [],
  },
  hold: { type: 'hold', time: { distribution: 'constant', duration: '10s' } },
  repeat: { type: 'repeat', times: 10, actions: [] },
  'expect-close': { type: 'expect-close', timeout: '10s' },
  close: { type: 'close', code: 1000, reason: '' },
};

export const ACTION_TYPES: ActionType[] = ['send', 'expect', 'hold', 'repeat', 'expect-close', 'close'];

/** An action as it stands when it is added. */
export const newAction = (type: ActionType): ActionDraft => structuredClone(NEW[type]);
