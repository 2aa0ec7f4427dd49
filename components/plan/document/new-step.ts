import {
  ArrowLeftRight,
  Folder,
  GitBranch,
  Globe,
  type LucideIcon,
  Radio,
  Repeat,
  Shuffle,
  Timer,
  Variable,
} from 'lucide-react';
import type { StepType } from '@/lib/plan/step.ts';
import { newAction } from './new-action.ts';
import type { StepDraft } from './plan-draft.ts';

type StepKind = { label: string; about: string; Icon: LucideIcon; make: () => StepDraft };

const request = (): StepDraft => ({
  type: 'request',
  method: 'GET',
  url: '/',
  query: [],
  headers: [],
  timeout: '60s',
  redirects: 10,
  decode: 'when-read',
  expectedStatuses: '200-399',
  checks: [],
  extract: [],
});

/** What can be put into a scenario. */
export const STEP_KINDS: Record<StepType, StepKind> = {
  request: { label: 'Request', about: 'Sends one HTTP request', Icon: Globe, make: request },
  websocket: {
    label: 'WebSocket',
    about: 'Opens a session, sends messages and waits for others',
    Icon: ArrowLeftRight,
    make: () => ({
      type: 'websocket',
      url: '/',
      query: [],
      headers: [],
      timeout: '60s',
      subprotocols: [],
      actions: [newAction('send'), newAction('expect')],
    }),
  },
  sse: {
    label: 'Server-sent events',
    about: 'Listens to a stream of events',
    Icon: Radio,
    make: () => ({
      type: 'sse',
      url: '/',
      query: [],
      headers: [],
      timeout: '60s',
      until: { type: 'events', count: 1, atMost: '60s' },
      checks: [],
      extract: [],
    }),
  },
  think: {
    label: 'Think time',
    about: 'Waits as a person would',
    Icon: Timer,
    make: () => ({ type: 'think', time: { distribution: 'uniform', min: '1s', max: '3s' } }),
  },
  group: {
    label: 'Group',
    about: 'Gives several steps a common name in the results',
    Icon: Folder,
    make: () => ({ type: 'group', name: 'Group', steps: [] }),
  },
  set: {
    label: 'Set variable',
    about: 'Keeps a value for later steps',
    Icon: Variable,
    make: () => ({ type: 'set', variable: 'name', value: '' }),
  },
  repeat: {
    label: 'Repeat',
    about: 'Performs its steps several times',
    Icon: Repeat,
    make: () => ({ type: 'repeat', times: 3, steps: [] }),
  },
  if: {
    label: 'If',
    about: 'Performs one of two lists of steps',
    Icon: GitBranch,
    make: () => ({ type: 'if', condition: { left: '', operator: 'equals', right: '' }, then: [], else: [] }),
  },
  choose: {
    label: 'Choose',
    about: 'Performs one of its options, at random by weight',
    Icon: Shuffle,
    make: () => ({
      type: 'choose',
      options: [
        { weight: 70, steps: [] },
        { weight: 30, steps: [] },
      ],
    }),
  },
};

export const STEP_TYPES = Object.keys(STEP_KINDS) as StepType[];
