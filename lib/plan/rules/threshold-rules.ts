import { didYouMean } from '../../nearest/nearest-name.ts';
import { BUILTIN_METRICS, type MetricKind, RULES_OF } from '../../script/known-metrics.ts';
import { parseRule, ruleMisfit } from '../../thresholds/rule.ts';
import { parseScriptMetric } from '../../thresholds/script-metric.ts';
import { tagValuesOf, unknownTags } from '../../thresholds/selection.ts';
import { parseMetricSelector } from '../../thresholds/selector.ts';
import { Script } from '../script.ts';
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
      if (threshold.over !== undefined && threshold.over !== 'run')
        report([...path, 'over'], 'a script is judged over the whole run; leave it out');
      checkOfScript(metric, rule, declaredBy(plan.script), path, report);
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

/** What a script measures: k6's metrics and its own. Its tags are known only when it runs. */
function checkOfScript(
  metric: string | undefined,
  rule: string | undefined,
  declared: ReadonlyMap<string, MetricKind>,
  path: Path,
  report: Report,
): void {
  const read = metric ? parseScriptMetric(metric) : undefined;
  if (read && !read.ok) report([...path, 'metric'], read.message);
  const parsedRule = rule ? parseRule(rule) : undefined;
  if (parsedRule && !parsedRule.ok) report([...path, 'rule'], parsedRule.message);
  if (!read?.ok) return;
  const { name } = read.value;
  const kind = declared.get(name) ?? BUILTIN_METRICS.get(name)?.kind;
  if (kind === undefined) {
    const all = [...declared.keys(), ...BUILTIN_METRICS.keys()];
    report([...path, 'metric'], `there is no metric "${name}"${didYouMean(name, all)}`);
  } else if (parsedRule?.ok) {
    const { aggregation } = parsedRule.value;
    const asked = aggregation.type === 'percentile' ? 'p(N)' : aggregation.type;
    if (!RULES_OF[kind].includes(asked))
      report(
        [...path, 'rule'],
        `${name} is a ${kind} and has no ${asked}; it has ${RULES_OF[kind].join(', ')}`,
      );
  }
}

function declaredBy(script: unknown): ReadonlyMap<string, MetricKind> {
  const read = Script.shape.metrics.safeParse(isRecord(script) ? script.metrics : undefined);
  return new Map(Object.entries(read.data ?? {}).map(([name, { kind }]) => [name, kind]));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
