import { Document, visit } from 'yaml';
import { formatPath, parsePlan } from '../plan/parse-plan.ts';
import { Plan } from '../plan/plan.ts';
import { withoutDefaults } from './without-defaults.ts';
import { readYaml } from './yaml-source.ts';

/** A fault of a plan file. `path` is `scenarios[0].steps[2].url`, empty for the file as a whole; `line` counts from 1. */
export type FileIssue = { path: string; message: string; line?: number };

export type ReadPlan = { ok: true; plan: Plan } | { ok: false; issues: FileIssue[] };

export const MAX_FILE_BYTES = 5_000_000;

/** A plan from a plan file's text, YAML or JSON. Lists all that is wrong, in the order of the file. Never throws. */
export function readPlan(text: string): ReadPlan {
  const bytes = text.length > MAX_FILE_BYTES ? text.length : new TextEncoder().encode(text).length;
  if (bytes > MAX_FILE_BYTES) {
    const size = (bytes / 1e6).toFixed(1);
    return refused({
      path: '',
      message: `the plan has ${size} MB; a plan file may have ${MAX_FILE_BYTES / 1e6} MB. Fewer rows of data, perhaps?`,
    });
  }
  if (text.trim() === '')
    return refused({ path: '', message: 'the file is empty; a plan starts with `version: 1` and `name: …`' });
  const yaml = readYaml(text);
  if (!yaml.ok) return refused(...yaml.issues.map((issue) => ({ path: '', ...issue })));
  const { value, lineAt } = yaml.source;
  const result = parsePlan(value);
  if (result.ok) return result;
  const issues = result.issues.map(
    ({ path, message }): FileIssue => ({ path: formatPath(path), message, line: lineAt(path) }),
  );
  return refused(...issues.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)));
}

const refused = (...issues: FileIssue[]): ReadPlan => ({ ok: false, issues });

/** The plan as YAML, in the order of the format, without what would be so anyway. `readPlan` reads the same plan back. */
export function writePlan(plan: Plan): string {
  const document = new Document(withoutDefaults(Plan, plan), { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_, scalar) => {
      // In blocks, as yaml 2.9 would write them, lines of nothing but spaces lose their spaces.
      if (typeof scalar.value === 'string' && /^\s+$/.test(scalar.value)) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 });
}
