import { SavePlan } from '../../api/contract.ts';
import { Plan } from '../../plan/plan.ts';
import { readPlan } from '../../plan-file/plan-file.ts';
import { invalid } from '../errors.ts';
import { issuesOf, parse } from '../parse.ts';

/** A plan as a SavePlan brings it, checked whole: every issue is named in the Problem that it throws otherwise. */
export function readDocument(body: unknown): Plan {
  const save = parse(SavePlan, body);
  if ('text' in save) {
    const file = readPlan(save.text);
    if (!file.ok)
      throw invalid(
        file.issues.map(({ path, message, line }) => ({
          path,
          message: line ? `line ${line}: ${message}` : message,
        })),
      );
    return file.plan;
  }
  const document = Plan.safeParse(save.document);
  if (!document.success) throw invalid(issuesOf(document.error));
  return document.data;
}

/** The text that the database keeps. Equal plans have equal texts, since the schema orders the fields. */
export function documentText(plan: Plan): string {
  return JSON.stringify(plan);
}

/** A stored document; it passed the schema when it was saved. */
export function storedPlan(text: string): Plan {
  return JSON.parse(text) as Plan;
}

/** What a plan's row repeats of its newest version, for lists. */
export function headOf(plan: Plan) {
  return {
    name: plan.name,
    description: plan.description,
    scenarioNames: JSON.stringify(plan.scenarios.map(({ name }) => name)),
  };
}
