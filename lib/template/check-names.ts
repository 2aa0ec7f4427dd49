import { didYouMean, nearestName } from '../nearest/nearest-name.ts';
import {
  asDraft,
  asText,
  type Draft,
  itemsAt,
  type Path,
  type StepListAt,
  stepListsAt,
  stepsAt,
} from '../plan/rules/draft.ts';
import { templatesOfStep } from './plan-texts.ts';
import { scanTemplate } from './scan.ts';
import { datasetColumns, namesOfScenario, namesOfSetup, namesOfTeardown } from './scope.ts';
import type { TemplatePart } from './template.ts';

export type NameIssue = { path: Path; message: string };
type NamePart = Extract<TemplatePart, { kind: 'name' }>;

/** Calls `visit` with every name that a placeholder of the plan needs, and the list of steps it is used in. */
function eachName(plan: Draft, visit: (part: NamePart, path: Path, list: StepListAt) => void): void {
  for (const list of stepListsAt(plan)) {
    for (const step of stepsAt(list.list, list.path)) {
      for (const { path, text } of templatesOfStep(step)) {
        if (!text.includes('{{')) continue;
        for (const part of scanTemplate(text).parts) if (part.kind === 'name') visit(part, path, list);
      }
    }
  }
}

/** The scenarios that draw rows, by the name of the dataset; in the order of the plan. */
export function scenariosByDataset(plan: Draft): Map<string, Set<Draft>> {
  const found = new Map<string, Set<Draft>>();
  eachName(plan, ({ dataset }, _path, { scenario }) => {
    if (!dataset || !scenario) return;
    found.set(dataset.name, (found.get(dataset.name) ?? new Set()).add(scenario));
  });
  return found;
}

/** `{{dataset.column}}` of which the plan has no such dataset or column. Needs nothing but the plan. */
export function checkColumns(plan: Draft): NameIssue[] {
  const issues: NameIssue[] = [];
  const datasets = datasetColumns(plan);
  eachName(plan, ({ name, dataset }, path, { scenario }) => {
    if (!dataset) return;
    if (!scenario) {
      const mend = 'belongs to no VU, so it draws no rows; use a variable instead';
      issues.push({ path, message: `{{${name}}}: the ${path[0]} of the plan ${mend}` });
      return;
    }
    const columns = datasets.get(dataset.name);
    if (!columns) {
      const hint = datasets.size === 0 ? '; add one under `data`' : didYouMean(dataset.name, datasets.keys());
      issues.push({ path, message: `{{${name}}}: there is no dataset "${dataset.name}"${hint}` });
    } else if (columns.length > 0 && !columns.includes(dataset.column)) {
      const there = didYouMean(dataset.column, columns) || `; its columns are ${columns.join(', ')}`;
      issues.push({
        path,
        message: `{{${name}}}: the dataset "${dataset.name}" has no column "${dataset.column}"${there}`,
      });
    }
  });
  return issues;
}

/**
 * Every placeholder whose name nothing defines: neither the plan, nor its scenario's variables, `set` steps and
 * extractions, nor `known`, the names of the environment's variables and secrets. `{{dataset.column}}` included.
 */
export function checkNames(plan: Draft, known: Iterable<string>): NameIssue[] {
  const issues = checkColumns(plan);
  const outside = [...known, ...Object.keys(asDraft(plan.variables))];
  const everywhere = new Set([...outside, ...namesOfSetup(plan)]);
  const ofTeardown = namesOfTeardown(plan);
  const datasets = datasetColumns(plan);
  const perScenario = new Map(
    itemsAt(plan.scenarios, []).map(({ value }) => [value, namesOfScenario(value)]),
  );
  eachName(plan, ({ name, dataset }, path, { scenario }) => {
    const own =
      (scenario ? perScenario.get(scenario) : path[0] === 'teardown' ? ofTeardown : undefined) ??
      new Set<string>();
    if (dataset || everywhere.has(name) || own.has(name)) return;
    issues.push({ path, message: `{{${name}}}: nothing defines "${name}"; ${mendFor(name)}` });

    function mendFor(missing: string): string {
      const column = datasets.get(missing)?.[0];
      if (column !== undefined) return `it is a dataset, so name a column too: {{${missing}.${column}}}`;
      if (/^base_?url$/i.test(missing))
        return 'start the URL with / and it is joined to the base URL of the environment';
      const elsewhere = [...perScenario].find(
        ([other, names]) => other !== scenario && names.has(missing),
      )?.[0];
      const near = nearestName(missing, [...everywhere, ...own]);
      if (near !== undefined) return `did you mean {{${near}}}?`;
      if (elsewhere && !scenario) {
        return `the scenario "${asText(elsewhere.name)}" has it, but the ${path[0]} of the plan belongs to no scenario; define it in the plan's variables`;
      }
      if (elsewhere) {
        return `the scenario "${asText(elsewhere.name)}" has it, but scenarios do not share variables; define it in this scenario or in the plan's variables`;
      }
      return "define it under the plan's or the environment's variables, set it, or extract it from a response before";
    }
  });
  return issues;
}
