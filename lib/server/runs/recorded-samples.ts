import { runSamples } from '../../record/run-samples.ts';
import type { ShownExchange } from '../../run/failure-figures.ts';
import type { RunRecords } from './run-records.ts';

/** The exchanges that the record of a run holds, as the run itself kept them; none when there is no record. */
export async function recordedSamples(
  runId: string,
  records: Pick<RunRecords, 'withReader'>,
): Promise<ShownExchange[]> {
  const found = await records.withReader(runId, (reader) =>
    runSamples(reader, { from: 0, to: reader.seconds }),
  );
  return found ?? [];
}
