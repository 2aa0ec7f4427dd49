import type { Plan } from '../../plan/plan.ts';
import { parseRule } from '../../thresholds/rule.ts';
import type { ScriptTally } from '../../thresholds/script-board.ts';
import { parseScriptMetric } from '../../thresholds/script-metric.ts';
import type { ThresholdState } from '../../thresholds/threshold-board.ts';
import type { ScriptMetricFigures } from './script-figures.ts';

const DATA = /^data_(sent|received)(\{|$)/;

/** One metric as k6 shows it. `stats` are those of trends, such as `avg` and `p(95)`. */
function figuresOf(
  name: string,
  tally: ScriptTally,
  stats: readonly string[],
  seconds: number,
): ScriptMetricFigures {
  const type = tally.kind ?? 'trend';
  const contains = tally.isTime ? 'time' : DATA.test(name) ? 'data' : 'default';
  const { count, sum, last } = tally;
  const [min, max] = count === 0 ? [0, 0] : [tally.min, tally.max];
  switch (type) {
    case 'counter':
      return { type, contains, values: { count: sum, rate: seconds === 0 ? 0 : sum / seconds } };
    case 'gauge':
      return { type, contains, values: { value: last, min, max } };
    case 'rate':
      return {
        type,
        contains,
        values: { rate: count === 0 ? 0 : sum / count, passes: sum, fails: count - sum },
      };
    case 'trend':
      return {
        type,
        contains,
        values: Object.fromEntries(
          stats.map((stat): [string, number] => [stat, trendValue(tally, stat, seconds)]),
        ),
      };
  }
}

function trendValue(tally: ScriptTally, stat: string, seconds: number): number {
  if (stat === 'count') return tally.count;
  const rule = parseRule(`${stat}>0`);
  return (rule.ok ? tally.value(rule.value.aggregation, seconds) : null) ?? 0;
}

/** All metrics, with what became of the thresholds that look at them. */
export function metricFigures(
  tallies: ReadonlyMap<string, ScriptTally>,
  thresholds: readonly ThresholdState[],
  { script }: Pick<Plan, 'script'>,
  seconds: number,
): Record<string, ScriptMetricFigures> {
  const stats = script?.settings.summaryTrendStats ?? [];
  const found: Record<string, ScriptMetricFigures> = {};
  for (const [name, tally] of tallies) found[name] = figuresOf(name, tally, stats, seconds);
  for (const { threshold, holds } of thresholds) {
    const metric = parseScriptMetric(threshold.metric);
    const figures = metric.ok ? found[metric.value.key] : undefined;
    if (!figures) continue;
    figures.thresholds ??= {};
    figures.thresholds[threshold.rule] = { ok: holds !== false };
  }
  return found;
}
