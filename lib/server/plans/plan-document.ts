import { SavePlan } from '../../api/contract.ts';
import { parsePlan } from '../../plan/parse-plan.ts';
import type { Plan } from '../../plan/plan.ts';
import { readPlan } from '../../plan-file/plan-file.ts';
import { invalid } from '../errors.ts';
import { parse } from '../parse.ts';

/** A plan as a SavePlan brings it, checked whole: every issue is named in the Problem that it throws otherwise. */
export function readDocument(body: unknown): Plan {
  const save = parse(SavePlan, body);
  if (!('text' in save)) return checkedPlan(save.document);
  const file = readPlan(save.text);
  if (file.ok) return file.plan;
  throw invalid(
    file.issues.map(({ path, message, line }) => ({
      // `steps[2].url` of a file is `steps.2.url` here, as in all answers.
      path: path.replaceAll(/\[(\d+)\]/g, '.$1'),
      message: line === undefined ? message : `line ${line}: ${message}`,
    })),
  );
}

/** A document that passes the rules of today; throws a Problem with every issue otherwise. */
export function checkedPlan(document: unknown): Plan {
  const result = parsePlan(document);
  if (result.ok) return result.plan;
  throw invalid(result.issues.map(({ path, message }) => ({ path: path.join('.'), message })));
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
