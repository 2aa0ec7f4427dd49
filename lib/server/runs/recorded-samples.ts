import type { ShownExchange } from '../../run/failure-figures.ts';
import { FailureGroups } from '../../run/failure-groups.ts';
import type { ExchangeSample } from '../../run/snapshot.ts';
import type { RunRecords } from './run-records.ts';

/** The exchanges that the record of a run holds, as the run itself kept them; none when there is no record. */
export async function recordedSamples(
  runId: string,
  records: Pick<RunRecords, 'withReader'>,
): Promise<ShownExchange[]> {
  const found = await records.withReader(runId, async (reader) => {
    const groups = new FailureGroups(reader.index.series);
    for (const { second, text } of await reader.texts({ from: 0, to: reader.seconds }, 'sample')) {
      groups.add({ second, failures: [], samples: [JSON.parse(text) as ExchangeSample] });
    }
    return groups.exchanges();
  });
  return found ?? [];
}
