import { checkName } from '@/lib/plan/check-name.ts';
import { type Check, OPERATORS } from '@/lib/plan/condition.ts';
import type { SseUntil } from '@/lib/plan/sse-step.ts';
import type { ThinkTime } from '@/lib/plan/think-time.ts';
import type { StepDraft, StepOf } from '../document/plan-draft.ts';
import { countSteps } from '../document/step-tree.ts';

const many = (count: number, one: string) => (count === 1 ? `1 ${one}` : `${count} ${one}s`);

/** What a step is called: what it does, in a few words. */
export function stepTitle(step: StepDraft): string {
  switch (step.type) {
    case 'request':
      return step.name ?? step.url;
    case 'websocket':
    case 'sse':
      return step.name ?? step.url;
    case 'think':
      return `Think ${timeWords(step.time)}`;
    case 'set':
      return `Set ${step.variable}`;
    case 'group':
      return step.name;
    case 'repeat':
      return `Repeat ${step.times} times`;
    case 'if':
      return `If ${conditionWords(step)}`;
    case 'choose':
      return `Choose one of ${step.options.length}`;
  }
}

/** What else is worth knowing before a step is opened. */
export function stepDetail(step: StepDraft): string {
  switch (step.type) {
    case 'request':
      return [
        step.name === undefined ? '' : step.url,
        step.body ? `${step.body.type} body` : '',
        step.checks.length > 0 ? many(step.checks.length, 'check') : '',
        step.extract.length > 0 ? many(step.extract.length, 'extract') : '',
      ]
        .filter(Boolean)
        .join(' · ');
    case 'websocket':
      return [step.name === undefined ? '' : step.url, many(step.actions.length, 'action')]
        .filter(Boolean)
        .join(' · ');
    case 'sse':
      return [
        step.name === undefined ? '' : step.url,
        untilWords(step.until),
        step.checks.length > 0 ? many(step.checks.length, 'check') : '',
        step.extract.length > 0 ? many(step.extract.length, 'extract') : '',
      ]
        .filter(Boolean)
        .join(' · ');
    case 'think':
      return '';
    case 'set':
      return `= ${step.value}`;
    case 'group':
    case 'repeat':
      return many(countSteps(step), 'step');
    case 'if':
      return step.else.length > 0
        ? `${many(step.then.length, 'step')}, else ${step.else.length}`
        : many(step.then.length, 'step');
    case 'choose':
      return step.options
        .map((option, index) => `${option.name ?? `option ${index + 1}`} ${shareOf(step, index)}`)
        .join(', ');
  }
}

/** How long a stream of events is listened to. */
export function untilWords(until: SseUntil): string {
  switch (until.type) {
    case 'time':
      return `for ${timeWords(until.time)}`;
    case 'events':
      return `until ${many(until.count, 'event')}`;
    case 'match':
      return 'until an event matches';
    case 'end':
      return 'until it ends';
  }
}

/** How long a pause takes. */
export function timeWords(time: ThinkTime): string {
  switch (time.distribution) {
    case 'constant':
      return time.duration;
    case 'uniform':
      return `${time.min} to ${time.max}`;
    case 'normal':
      return `${time.mean} ± ${time.deviation}`;
  }
}

export const OPERATOR_WORDS = {
  equals: 'is',
  'not-equals': 'is not',
  contains: 'contains',
  'not-contains': 'does not contain',
  matches: 'matches (regex)',
  above: 'is above',
  below: 'is below',
  exists: 'exists',
} as const;

/** Operators for a list to choose from. */
export const OPERATOR_CHOICES = OPERATORS.map((value) => ({ value, label: OPERATOR_WORDS[value] }));

function conditionWords({ condition: { left, operator, right } }: StepOf<'if'>): string {
  const words = `${left || '…'} ${OPERATOR_WORDS[operator] ?? operator}`;
  return operator === 'exists' ? words : `${words} ${right === undefined || right === '' ? '“”' : right}`;
}

/** How often an option is chosen, in percent of the whole. */
export function shareOf({ options }: StepOf<'choose'>, index: number): string {
  const weights = options.map(({ weight }) => (Number(weight) > 0 ? Number(weight) : 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return '0 %';
  return `${Number((((weights[index] ?? 0) / total) * 100).toPrecision(3))} %`;
}

/** The name a check gets when it has none of its own; empty while it is not complete. */
export function usualCheckName(check: Check): string {
  return check.operator === 'exists' || check.value !== undefined
    ? checkName({ ...check, name: undefined })
    : '';
}
