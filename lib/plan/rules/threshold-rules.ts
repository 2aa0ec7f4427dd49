import { parseRule, ruleMisfit } from '../../thresholds/rule.ts';
import { parseScriptMetric } from '../../thresholds/script-metric.ts';
import { tagValuesOf, unknownTags } from '../../thresholds/selection.ts';
import { parseMetricSelector } from '../../thresholds/selector.ts';
import type { PlanSteps } from '../step-lists.ts';
import { asText, type Draft, itemsAt, type Path, type Report } from './draft.ts';

/**
 * Thresholds can be read, their rules fit their metrics, and their tags name things of this plan. `sound` is the plan
 * when its scenarios have their form; without it tags cannot be judged.
 */
export function checkThresholds(plan: Draft, sound: PlanSteps | undefined, report: Report): void {
  const thresholds = itemsAt(plan.thresholds, ['thresholds']);
  if (thresholds.length === 0) return;
  const known = sound && tagValuesOf(sound);
  for (const { value: threshold, path } of thresholds) {
    const metric = asText(threshold.metric);
    const rule = asText(threshold.rule);
    if (plan.script !== undefined) {
      checkOfScript(metric, rule, path, report);
      continue;
    }
    const selector = metric ? parseMetricSelector(metric) : undefined;
    const parsedRule = rule ? parseRule(rule) : undefined;
    if (selector && !selector.ok) report([...path, 'metric'], selector.message);
    if (parsedRule && !parsedRule.ok) report([...path, 'rule'], parsedRule.message);
    if (!selector?.ok) continue;
    const misfit = parsedRule?.ok ? ruleMisfit(selector.value.metric, parsedRule.value) : undefined;
    if (misfit) report([...path, 'rule'], misfit);
    for (const message of known ? unknownTags(selector.value, known) : [])
      report([...path, 'metric'], message);
  }
}

/** What a script measures and tags is known only when it runs. */
function checkOfScript(
  metric: string | undefined,
  rule: string | undefined,
  path: Path,
  report: Report,
): void {
  const read = metric ? parseScriptMetric(metric) : undefined;
  if (read && !read.ok) report([...path, 'metric'], read.message);
  const parsedRule = rule ? parseRule(rule) : undefined;
  if (parsedRule && !parsedRule.ok) report([...path, 'rule'], parsedRule.message);
}
