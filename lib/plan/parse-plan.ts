import type { z } from 'zod';
import { issueWords } from './issue-words.ts';
import { Plan } from './plan.ts';

/** Something wrong with a plan: where, and what to write instead. */
export type PlanIssue = { path: (string | number)[]; message: string };

export type ParsedPlan = { ok: true; plan: Plan } | { ok: false; issues: PlanIssue[] };

/** More issues than anybody reads; what is behind them shows after these are mended. */
const MAX_ISSUES = 200;

/** A plan from anything that might be one. Lists all that is wrong, each with its path and the mend. */
export function parsePlan(input: unknown): ParsedPlan {
  const hostile = formProblem(input);
  if (hostile) return { ok: false, issues: [hostile] };
  const result = Plan.safeParse(input, { error: issueWords });
  return result.success ? { ok: true, plan: result.data } : { ok: false, issues: planIssues(result.error) };
}

/** The issues of a failed parse, one per fault. Parse with `{ error: issueWords }` to have them in plain words. */
export function planIssues(error: z.core.$ZodError): PlanIssue[] {
  const issues = error.issues.flatMap((issue): PlanIssue[] => {
    const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
    if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
    const sentences = issue.message.split('\n');
    const named = issue.keys
      .slice(0, sentences.length)
      .map((key, index) => ({ path: [...path, key], message: sentences[index] ?? '' }));
    const more = issue.keys.length - named.length;
    return more === 0 ? named : [...named, { path, message: `has ${more} more fields that do not exist` }];
  });
  const more = issues.length - MAX_ISSUES;
  if (more <= 0) return issues;
  return [...issues.slice(0, MAX_ISSUES), { path: [], message: `and ${more} more; mend these first` }];
}

/** `scenarios[0].steps[2].url`, empty for the plan as a whole. */
export function formatPath(path: readonly (string | number)[]): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (/^[A-Za-z_$][\w$-]*$/.test(key)) text += text === '' ? key : `.${key}`;
    else text += `[${JSON.stringify(key)}]`;
  }
  return text;
}

const MAX_DEPTH = 200;

/** Nesting that would overflow the stack, and the one key that objects cannot carry safely. */
function formProblem(input: unknown): PlanIssue | undefined {
  const pending: { value: unknown; depth: number }[] = [{ value: input, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_DEPTH) return { path: [], message: `is nested more than ${MAX_DEPTH} levels deep` };
    if (Object.hasOwn(value, '__proto__')) {
      return { path: [], message: '"__proto__" cannot be the name of anything in a plan; choose another' };
    }
    for (const child of Object.values(value)) pending.push({ value: child, depth: depth + 1 });
  }
  return undefined;
}
