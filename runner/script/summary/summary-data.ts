import { createHash } from 'node:crypto';
import type { Plan } from '../../../lib/plan/plan.ts';
import type { ScriptFigures, ScriptGroupFigures } from '../../../lib/script/summary/script-figures.ts';
import type { SummaryData } from '../modules/jslib/k6-summary.ts';

type Facts = {
  durationMs: number;
  /** What setup() gave, as JSON. */
  setupData: string | null;
  isStdOutTTY: boolean;
  isStdErrTTY: boolean;
};

/** What handleSummary() is given, as k6 gives it. */
export function summaryData(
  { script }: Pick<Plan, 'script'>,
  { metrics, root }: ScriptFigures,
  { durationMs, setupData, isStdOutTTY, isStdErrTTY }: Facts,
): SummaryData & Record<string, unknown> {
  return {
    root_group: groupData(root, ''),
    options: {
      summaryTrendStats: script?.settings.summaryTrendStats ?? [],
      summaryTimeUnit: script?.settings.summaryTimeUnit ?? '',
      noColor: !isStdOutTTY,
    },
    state: { isStdOutTTY, isStdErrTTY, testRunDurationMs: durationMs },
    metrics,
    ...(setupData === null ? {} : { setup_data: JSON.parse(setupData) as unknown }),
  };
}

const idOf = (path: string): string => createHash('md5').update(path).digest('hex');

type GroupData = SummaryData['root_group'] & { path: string; id: string };

function groupData({ name, checks, groups }: ScriptGroupFigures, outer: string): GroupData {
  const path = name === '' ? '' : `${outer}::${name}`;
  return {
    name,
    path,
    id: idOf(path),
    groups: groups.map((group) => groupData(group, path)),
    checks: checks.map((check) => {
      const own = `${path}::${check.name}`;
      return { name: check.name, path: own, id: idOf(own), passes: check.passes, fails: check.fails };
    }),
  };
}
