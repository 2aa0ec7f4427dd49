import type { Recorder } from '../recorder/recorder.ts';
import type { ExchangeSource } from '../recorder/samples/exchange-samples.ts';
import type { Answer } from './answer.ts';
import type { Requester } from './exchange.ts';
import type { RequestPlan } from './request-plan.ts';

/**
 * Performs the checks and extractions of a request on its answer. Without an answer every check fails and every
 * extraction finds nothing. `source` is the request. Throws IterationFailure.
 */
export function evaluate(
  plan: RequestPlan,
  answer: Answer | null,
  requester: Requester,
  recorder: Recorder,
  atMs: number,
  source: ExchangeSource & { title(): string },
): void {
  for (const check of plan.checks) {
    const passed = answer !== null && check.passes(answer, requester.values);
    check.recorder.count(passed);
    if (passed || !answer) continue;
    const failed = `check "${check.recorder.name}" failed`;
    if (plan.mustSucceed) requester.requestFailed(`${source.title()}: ${failed}`);
    const found = () => `${failed}: ${check.found(answer)}`;
    plan.samples.failed('check', failed, atMs, source, found);
    const say = () => `${source.title()}: ${found()}`;
    recorder.sample(atMs, plan.series, 'check', say, answer.status);
  }
  for (const { slot, otherwise, read } of plan.extracts) {
    requester.setVariable(slot, (answer ? read(answer) : undefined) ?? otherwise);
  }
}
