import type { Plan } from '@/lib/plan/plan.ts';

/**
 * A plan while it is edited. Records become lists of pairs and rows of data a grid: so a name may be empty or stand there
 * twice while it is typed, and nothing typed is lost. Any leaf may hold what was typed, although its type says otherwise;
 * `checkDraft` reports that.
 */
export type PlanDraft = Drafted<Plan>;
export type ScenarioDraft = PlanDraft['scenarios'][number];
export type StepDraft = ScenarioDraft['steps'][number];
export type DatasetDraft = PlanDraft['data'][number];
export type ActionDraft = Extract<StepDraft, { type: 'websocket' }>['actions'][number];
export type StepOf<T extends StepDraft['type']> = Extract<StepDraft, { type: T }>;

export type Pair = { name: string; value: string };
export type Cell = string | number | boolean;
export type Grid = { columns: string[]; cells: Cell[][] };

const PAIR_FIELDS = ['variables', 'tags', 'query', 'headers', 'fields'] as const;
type PairField = (typeof PAIR_FIELDS)[number];

export type Drafted<T> = T extends readonly (infer Item)[]
  ? Drafted<Item>[]
  : T extends object
    ? {
        [K in keyof T]: K extends 'script'
          ? T[K]
          : K extends PairField
            ? Pair[]
            : K extends 'rows'
              ? Grid
              : Drafted<T[K]>;
      }
    : T;

type Fields = Record<string, unknown>;

const isPairField = (key: string): boolean => PAIR_FIELDS.some((field) => field === key);
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The draft of anything that has the form of a plan. Shares nothing with it. */
export function toDraft<T>(value: T): Drafted<T> {
  return drafted(value) as Drafted<T>;
}

function drafted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(drafted);
  if (!isFields(value)) return value;
  const draft: Fields = {};
  for (const [key, child] of Object.entries(value)) {
    // Names of its files and metrics may be anything, also `rows` and `tags`.
    if (key === 'script') draft[key] = child;
    else if (isPairField(key) && isFields(child)) {
      draft[key] = Object.entries(child).map(([name, text]) => ({ name, value: text }));
    } else if (key === 'rows' && Array.isArray(child)) draft[key] = gridOf(child);
    else draft[key] = drafted(child);
  }
  return draft;
}

function gridOf(rows: unknown[]): Grid {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(isFields(row) ? row : {})))];
  const cells = rows.map((row) =>
    columns.map((column) => (isFields(row) ? ((row[column] as Cell) ?? '') : '')),
  );
  return { columns, cells };
}

/** What the draft says, in the form of a plan: not checked yet. Of names that stand there twice the last one counts. */
export function fromDraft(draft: unknown): unknown {
  if (Array.isArray(draft)) return draft.map(fromDraft);
  if (!isFields(draft)) return draft;
  const plain: Fields = {};
  for (const [key, child] of Object.entries(draft)) {
    if (key === 'script') plain[key] = child;
    else if (isPairField(key) && Array.isArray(child)) {
      plain[key] = Object.fromEntries(
        (child as Pair[]).filter((pair) => !isBlank(pair)).map(({ name, value }) => [name, value]),
      );
    } else if (key === 'rows' && isFields(child)) {
      const { columns, cells } = child as Grid;
      plain[key] = cells.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? ''])));
    } else plain[key] = fromDraft(child);
  }
  return plain;
}

/** A row that nobody has typed into yet: it is not part of the plan. */
export const isBlank = ({ name, value }: Pair): boolean => name === '' && value === '';
