import { getAt, keysOf, type Path } from '@/components/form/path.ts';
import { stepTitle } from '../steps/step-words.ts';
import type { PlanDraft, StepDraft } from './plan-draft.ts';

const LISTS: Record<string, string> = {
  stages: 'stage',
  checks: 'check',
  extract: 'extract',
  thresholds: 'threshold',
  health: 'health check',
  options: 'option',
  headers: 'header',
  query: 'query parameter',
  fields: 'field',
  variables: 'variable',
  tags: 'tag',
  columns: 'column',
  cells: 'row',
};

/** Fields that hold lists of steps. */
export const STEP_LISTS = ['steps', 'then', 'else', 'setup', 'teardown', 'vuSetup', 'vuTeardown'];

/** Where a path leads, for a person: `Browse › Login › check 2 › expression`. */
export function placeWords(plan: PlanDraft, path: Path): string {
  const words: string[] = [];
  const keys = keysOf(path);
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] ?? '';
    const next = keys[at + 1];
    if (next === undefined || !/^\d+$/.test(next)) {
      if (key !== 'executor' || next === undefined) words.push(camelWords(key));
      continue;
    }
    const item = getAt(plan, keys.slice(0, at + 2).join('.'));
    words.push(itemWords(key, Number(next), item));
    at++;
  }
  return words.join(' › ');
}

function itemWords(list: string, index: number, item: unknown): string {
  const number = index + 1;
  const name = typeof item === 'object' && item !== null && 'name' in item ? String(item.name ?? '') : '';
  if (list === 'scenarios') return name || `scenario ${number}`;
  if (list === 'data') return name || `dataset ${number}`;
  if (STEP_LISTS.includes(list) && item !== undefined)
    return stepTitle(item as StepDraft) || `step ${number}`;
  return `${LISTS[list] ?? list} ${number}`;
}

/** `expectedStatuses` -> `expected statuses`. */
const camelWords = (key: string) =>
  key.replace(/([a-z])([A-Z])/g, (_, low: string, high: string) => `${low} ${high.toLowerCase()}`);
