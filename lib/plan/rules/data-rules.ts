import { peakVus } from '../../load/peak.ts';
import { demandedIterations } from '../../load/share.ts';
import { scenariosByDataset } from '../../template/check-names.ts';
import { RowOrder } from '../dataset.ts';
import { datasetProblems, rowCountOf } from '../dataset-rows.ts';
import { endOfData } from '../end-of-data.ts';
import { Executor } from '../executor.ts';
import { asText, type Draft, itemsAt, type Path, type Report } from './draft.ts';

/** Datasets: names of their own, rows that all have the same columns, and as many rows as their order needs. */
export function checkData(plan: Draft, report: Report): void {
  const seen = new Set<string>();
  const users = scenariosByDataset(plan);
  for (const { value: dataset, path } of itemsAt(plan.data, ['data'])) {
    const name = asText(dataset.name);
    if (name !== undefined && seen.has(name)) {
      report(
        [...path, 'name'],
        `another dataset is already called "${name}"; give this one a name of its own`,
      );
    }
    if (name !== undefined) seen.add(name);
    const content = dataset.source === 'csv' ? 'csv' : 'rows';
    for (const message of datasetProblems(dataset)) report([...path, content], message);
    checkEnd(dataset, path, report);
    const lack = name === undefined ? undefined : lackOf(dataset, [...(users.get(name) ?? [])]);
    if (lack !== undefined) report([...path, content], lack);
  }
}

function checkEnd({ order, atEnd }: Draft, path: Path, report: Report): void {
  if (atEnd === undefined) return;
  const at = [...path, 'atEnd'];
  if (order === 'random' && atEnd !== 'start-over')
    report(at, 'random rows never end; leave this out, or draw them sequentially');
  if (order === 'unique-per-iteration' && atEnd === 'start-over')
    report(
      at,
      'rows that start over are not unique; choose the order sequential, or another end: stop-vu, stop-scenario or error',
    );
}

/** A sentence about rows that are certain not to suffice, when that makes iterations fail. */
function lackOf(dataset: Draft, scenarios: readonly Draft[]): string | undefined {
  const { order, atEnd } = dataset;
  const known = RowOrder.safeParse({ order, atEnd });
  if (!known.success || endOfData(known.data) !== 'error') return undefined;
  const perVu = known.data.order === 'unique-per-vu';
  let needed = 0;
  for (const scenario of scenarios) {
    const executor = Executor.safeParse(scenario.executor);
    if (!executor.success) continue;
    // How many VUs an arrival rate needs, and how many iterations VUs perform, shows only while it runs.
    const isOpen = 'maxVUs' in executor.data;
    needed += perVu ? (isOpen ? 0 : peakVus(executor.data)) : (demandedIterations(executor.data) ?? 0);
  }
  const rows = rowCountOf(dataset);
  if (needed <= rows) return undefined;
  const what = perVu ? 'VUs' : 'iterations';
  return `has ${rows} ${rows === 1 ? 'row' : 'rows'} for ${needed} ${what}, each of which needs one of its own; add ${needed - rows}, or say with atEnd what happens then`;
}
