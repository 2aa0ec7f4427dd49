import { LatencyHistogram } from '../../../lib/histogram/latency-histogram.ts';
import { readIndex } from '../../../lib/record/record-index.ts';
import { RecordReader } from '../../../lib/record/record-reader.ts';
import type { Snapshot } from '../../../lib/run/snapshot.ts';
import { nodeCompression } from '../../../lib/server/records/node-compression.ts';
import type { Api } from '../../support/api.ts';

/** Every second of a run, from the file that the app hands out. */
export async function secondsOf(api: Api, runId: string): Promise<Snapshot[]> {
  const answer = await api.send('GET', `/api/runs/${runId}/record`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const source = { read: async (offset: number, length: number) => bytes.subarray(offset, offset + length) };
  const reader = new RecordReader(await readIndex(source, bytes.length), source, nodeCompression);
  const seconds: Snapshot[] = [];
  for await (const second of reader.snapshots()) seconds.push(second);
  return seconds;
}

/** What the requests of some series were in some seconds, added second by second and with nothing else. */
export function addedUp(seconds: readonly Snapshot[], isWanted: (series: number) => boolean) {
  const responseTime = new LatencyHistogram();
  const sums = { count: 0, failed: 0, bytesReceived: 0 };
  for (const { series } of seconds)
    for (const one of series) {
      if (!isWanted(one.series)) continue;
      sums.count += one.count;
      sums.failed += one.failed;
      sums.bytesReceived += one.bytesReceived;
      responseTime.mergeEncoded(one.responseTime);
    }
  return { ...sums, responseTime };
}
