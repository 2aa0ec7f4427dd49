import type { ShownExchange } from '../run/failure-figures.ts';
import { FailureGroups } from '../run/failure-groups.ts';
import type { ExchangeSample } from '../run/snapshot.ts';
import type { RecordReader, Selection } from './record-reader.ts';
import type { Stretch } from './stretch.ts';

/** The exchanges of a stretch that a run as long as the stretch would have kept, in the order of time. */
export async function runSamples(
  reader: RecordReader,
  stretch: Stretch,
  { series }: Selection = {},
): Promise<ShownExchange[]> {
  const groups = new FailureGroups(reader.index.series);
  for (const { second, text } of await reader.texts(stretch, 'sample')) {
    const sample = JSON.parse(text) as ExchangeSample;
    if (!series || series.has(sample.series)) groups.add({ second, failures: [], samples: [sample] });
  }
  return groups.exchanges();
}
