import type { Plan } from '@/lib/plan/plan.ts';
import { writePlan } from '@/lib/plan-file/plan-file.ts';
import { isScriptPlan } from '@/lib/script/script-plan.ts';

/** A version as files: those of its script with its variables, or its plan file. Bytes are told by their size. */
export function textsOfVersion(plan: Plan): Record<string, string> {
  if (!isScriptPlan(plan)) return { 'plan.yaml': writePlan(plan) };
  const variables = Object.entries(plan.variables).map(([name, value]) => `${name}=${value}\n`);
  const files = Object.entries(plan.script.files).map(([path, file]): [string, string] => [
    path,
    'text' in file ? file.text : `(${file.base64.length} characters of base64)`,
  ]);
  return { ...Object.fromEntries(files), ...(variables.length > 0 && { __ENV: variables.join('') }) };
}

export type FileChange = { path: string; before: string; after: string; how: 'new' | 'gone' | 'changed' };

/** Files that differ, in the order of the alphabet. */
export function changesBetween(before: Record<string, string>, after: Record<string, string>): FileChange[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return paths.flatMap((path): FileChange[] => {
    const [old, now] = [before[path], after[path]];
    if (old === now) return [];
    const how = old === undefined ? 'new' : now === undefined ? 'gone' : 'changed';
    return [{ path, before: old ?? '', after: now ?? '', how }];
  });
}
