import type { FormIssue } from '@/components/form/form-issue.ts';
import { join, type Path } from '@/components/form/path.ts';
import { type PlanIssue, parsePlan } from '@/lib/plan/parse-plan.ts';
import { checkNames } from '@/lib/template/check-names.ts';
import { fromDraft, type Grid, isBlank, isFields, type Pair, type PlanDraft } from './plan-draft.ts';

/**
 * All that is wrong with a draft, each at the path of its field. Warnings keep the plan from running, not from being saved. `known` are the names that environments define; without
 * it placeholders are not looked up there.
 */
export function checkDraft(draft: PlanDraft, known?: Iterable<string>): FormIssue[] {
  const plan = fromDraft(draft);
  const result = parsePlan(plan);
  const errors = [
    ...nameIssues(draft, ''),
    ...(result.ok ? [] : result.issues.map((issue) => placed(draft, issue, 'error'))),
  ];
  const warnings =
    known && isFields(plan) ? checkNames(plan, known).map((issue) => placed(draft, issue, 'warning')) : [];
  return firstPerPath([...errors, ...warnings]);
}

const placed = (draft: PlanDraft, { path, message }: PlanIssue, kind: FormIssue['kind']): FormIssue => ({
  path: draftPath(draft, path),
  message,
  kind,
});

/** The path in the draft of what stands at a path in the plan: pairs and cells are found by their names. */
export function draftPath(draft: unknown, path: readonly (string | number)[]): Path {
  const keys: (string | number)[] = [];
  let value = draft;
  for (const [at, key] of path.entries()) {
    if (Array.isArray(value) && typeof key === 'string') {
      const pair = (value as Pair[]).findLastIndex(({ name }) => name === key);
      return join(...keys, ...(pair < 0 ? [] : [pair]));
    }
    if (isGrid(value)) {
      const column = value.columns.lastIndexOf(String(path[at + 1]));
      return join(...keys, 'cells', key, ...(column < 0 ? [] : [column]));
    }
    keys.push(key);
    value =
      isFields(value) || Array.isArray(value) ? (value as Record<string | number, unknown>)[key] : undefined;
  }
  return join(...keys);
}

const isGrid = (value: unknown): value is Grid => isFields(value) && Array.isArray(value.cells);

/** Names that are missing or stand there twice: the plan itself could not hold them. */
function nameIssues(value: unknown, path: Path): FormIssue[] {
  if (isGrid(value)) return repeated(value.columns, (at) => join(path, 'columns', at));
  if (Array.isArray(value)) {
    if (value.some(isPair)) {
      const names = (value as Pair[]).map((pair) => (isBlank(pair) ? null : pair.name));
      return repeated(names, (at) => join(path, at));
    }
    return value.flatMap((child, index) => nameIssues(child, join(path, index)));
  }
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => nameIssues(child, join(path, key)));
}

const isPair = (value: unknown): value is Pair =>
  isFields(value) && Object.keys(value).length === 2 && 'name' in value && 'value' in value;

function repeated(names: readonly (string | null)[], pathOf: (index: number) => Path): FormIssue[] {
  return names.flatMap((name, index): FormIssue[] => {
    const message =
      name === ''
        ? 'needs a name'
        : name !== null && names.indexOf(name) < index
          ? `"${name}" stands there twice; keep one of them`
          : undefined;
    return message ? [{ path: pathOf(index), message, kind: 'error' }] : [];
  });
}

function firstPerPath(issues: FormIssue[]): FormIssue[] {
  const seen = new Set<string>();
  return issues.filter(({ path, message }) => {
    const key = path === '' ? message : path;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
