import type { ShownExchange } from '../../run/failure-figures.ts';
import { FailureGroups } from '../../run/failure-groups.ts';
import type { RunRecords } from './run-records.ts';

/** The exchanges that the record of a run holds, as the run itself kept them; none when there is no record. */
export async function recordedSamples(
  runId: string,
  records: Pick<RunRecords, 'read'>,
): Promise<ShownExchange[]> {
  let groups = new FailureGroups([]);
  await records.read(runId, {
    onHeader: ({ series }) => {
      groups = new FailureGroups(series);
    },
    onSnapshot: (snapshot) => groups.add(snapshot),
  });
  return groups.exchanges();
}
