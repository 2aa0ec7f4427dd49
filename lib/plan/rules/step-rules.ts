import { checkAnswers, checkCondition } from './answer-rules.ts';
import { asList, type Draft, type DraftAt, itemsAt, type Report, stepListsAt, stepsAt } from './draft.ts';
import { checkRequest } from './request-rules.ts';
import { checkPause, checkSse, checkWebSocket } from './stream-rules.ts';
import { checkTemplates } from './template-rules.ts';

/** Steps of all scenarios together. Every request name has histograms of its own in every load worker. */
export const MAX_STEPS = 2000;
export const MAX_STEP_DEPTH = 20;

function checkChoose({ value, path }: DraftAt, report: Report): void {
  const options = itemsAt(value.options, []);
  if (options.length > 0 && options.every((option) => option.value.weight === 0)) {
    report(
      [...path, 'options'],
      'every option has the weight 0, so none could be chosen; give one of them more',
    );
  }
}

/** Steps that put load on the target, or take time. */
const WORKS = new Set<unknown>(['request', 'websocket', 'sse', 'think']);

/** Rules over the steps of all scenarios. */
export function checkSteps(plan: Draft, report: Report): void {
  let count = 0;
  for (const { list, path, scenario } of stepListsAt(plan)) {
    let works = false;
    for (const step of stepsAt(list, path)) {
      count++;
      const { type } = step.value;
      works ||= WORKS.has(type);
      checkTemplates(step, report);
      if (type === 'request') {
        checkRequest(step, report);
        checkAnswers(step, report);
      } else if (type === 'websocket') checkWebSocket(step, report);
      else if (type === 'sse') checkSse(step, report);
      else if (type === 'think') checkPause(step, report);
      else if (type === 'choose') checkChoose(step, report);
      else if (type === 'if') checkCondition(step, report);
      if (step.depth === MAX_STEP_DEPTH + 1)
        report(step.path, `stands ${step.depth} levels deep; ${MAX_STEP_DEPTH} are possible`);
    }
    const steps = itemsAt(list, []);
    const isLoad = scenario !== undefined && path.at(-1) === 'steps';
    if (isLoad && !works && steps.length > 0 && steps.every((step) => typeof step.value.type === 'string')) {
      report(path, 'the scenario neither sends a request nor waits; add a request step');
    }
  }
  for (const scenario of itemsAt(plan.scenarios, ['scenarios'])) checkKind(plan, scenario, report);
  if (count > MAX_STEPS) report(['scenarios'], `the plan has ${count} steps; ${MAX_STEPS} are possible`);
}

/** A scenario performs steps, or a function of the script of the plan. */
function checkKind(plan: Draft, { value, path }: DraftAt, report: Report): void {
  const steps = asList(value.steps).length;
  if (value.script === undefined) {
    if (steps === 0) report([...path, 'steps'], 'needs at least one step');
  } else if (steps > 0) {
    report([...path, 'steps'], 'a scenario that runs a script has no steps; take out the one or the other');
  } else if (plan.script === undefined) {
    report([...path, 'script'], 'the plan has no script; add it, or give the scenario steps');
  }
}
