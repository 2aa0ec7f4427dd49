import { datasetProblems } from '../dataset-rows.ts';
import { asText, type Draft, itemsAt, type Report } from './draft.ts';

/** Datasets: names of their own, and rows that all have the same columns. */
export function checkData(plan: Draft, report: Report): void {
  const seen = new Set<string>();
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
  }
}
