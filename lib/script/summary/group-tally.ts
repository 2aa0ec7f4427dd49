import type { Series } from '../../run/series.ts';
import type { Snapshot } from '../../run/snapshot.ts';
import type { ScriptGroupFigures } from './script-figures.ts';

/** The groups of a whole run with the checks made in them, in the order in which they were first met. */
export class GroupTally {
  readonly root: ScriptGroupFigures = { name: '', checks: [], groups: [] };
  private known = 0;

  add({ checks }: Snapshot, series: readonly Series[]): void {
    // Also groups in which nothing is checked.
    for (; this.known < series.length; this.known++) this.groupOf(series[this.known]?.group ?? '');
    for (const { series: index, name, passed, failed } of checks) {
      const group = this.groupOf(series[index]?.group ?? '');
      let check = group.checks.find((one) => one.name === name);
      if (!check) {
        check = { name, passes: 0, fails: 0 };
        group.checks.push(check);
      }
      check.passes += passed;
      check.fails += failed;
    }
  }

  private groupOf(path: string): ScriptGroupFigures {
    let group = this.root;
    if (path === '') return group;
    for (const name of path.split(' / ')) {
      let inner = group.groups.find((one) => one.name === name);
      if (!inner) {
        inner = { name, checks: [], groups: [] };
        // Whatever the order in which seconds are told, it comes first.
        if (name === 'setup' && group === this.root) group.groups.unshift(inner);
        else group.groups.push(inner);
      }
      group = inner;
    }
    return group;
  }
}
