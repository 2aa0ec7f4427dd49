import type { Plan } from '../../plan/plan.ts';
import type { Series } from '../../run/series.ts';
import type { Snapshot } from '../../run/snapshot.ts';
import { ScriptMetricsTally } from '../../thresholds/script-board.ts';
import type { ThresholdState } from '../../thresholds/threshold-board.ts';
import { GroupTally } from './group-tally.ts';
import { metricFigures } from './metric-figures.ts';
import type { ScriptFigures } from './script-figures.ts';

type ScriptedPlan = Pick<Plan, 'scenarios' | 'script' | 'thresholds'>;

/** What a run with a script has measured in k6's terms. */
export class ScriptRunTally {
  private readonly plan: ScriptedPlan;
  readonly metrics: ScriptMetricsTally;
  private readonly groups = new GroupTally();

  constructor(plan: ScriptedPlan) {
    this.plan = plan;
    this.metrics = new ScriptMetricsTally(plan);
    // k6 shows these also when nothing was sent.
    for (const name of ['data_received', 'data_sent']) this.metrics.expected(name);
  }

  add(snapshot: Snapshot, series: readonly Series[]): void {
    this.metrics.add(snapshot);
    this.groups.add(snapshot, series);
  }

  figures(thresholds: readonly ThresholdState[], seconds: number): ScriptFigures {
    for (const { metric } of this.plan.thresholds) this.metrics.expected(metric);
    return {
      metrics: metricFigures(this.metrics.byName, thresholds, this.plan, seconds),
      root: structuredClone(this.groups.root),
    };
  }
}
