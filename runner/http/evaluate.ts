import type { Recorder } from '../recorder/recorder.ts';
import type { Answer } from './answer.ts';
import type { Requester } from './exchange.ts';
import type { RequestPlan } from './request-plan.ts';

/**
 * Performs the checks and extractions of a request on its answer. Without an answer every check fails and every
 * extraction finds nothing. `title` names the request in samples. Throws IterationFailure.
 */
export function evaluate(
  plan: RequestPlan,
  answer: Answer | null,
  requester: Requester,
  recorder: Recorder,
  atMs: number,
  title: () => string,
): void {
  for (const check of plan.checks) {
    const passed = answer !== null && check.passes(answer, requester.values);
    check.recorder.count(passed);
    if (passed || !answer) continue;
    const say = () => `${title()}: check "${check.recorder.name}" failed: ${check.found(answer)}`;
    recorder.sample(atMs, plan.series, 'check', say, answer.status);
  }
  for (const { slot, otherwise, read } of plan.extracts) {
    requester.setVariable(slot, (answer ? read(answer) : undefined) ?? otherwise);
  }
}
