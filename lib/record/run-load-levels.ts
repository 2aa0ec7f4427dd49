import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { binWidth } from '../run/bin-width.ts';
import { msOf, percentilesUs } from '../run/latency-figures.ts';
import type { RunLoadLevels } from '../run/window.ts';
import { countedNumbers } from './counted-numbers.ts';
import type { RecordReader, Selection } from './record-reader.ts';
import type { Stretch } from './stretch.ts';

/** Levels of equal width between no load and the most. */
const LEVELS = 16;
/** Stretches of a run, at most; each as long as at least so many seconds. */
const STRETCHES = 240;
const SHORTEST = 5;

type Level = { requests: number; failed: number; seconds: number; histogram: LatencyHistogram };

/** Response times by throughput: every stretch of a few seconds belongs to the level of its requests per second. */
export async function runLoadLevels(
  reader: RecordReader,
  stretch: Stretch,
  selection: Selection = {},
): Promise<RunLoadLevels> {
  const width = reader.wholeSteps(Math.max(SHORTEST, binWidth(stretch.to - stretch.from, STRETCHES)));
  const numbers = countedNumbers(reader.index, selection);
  const rates: number[] = [];
  await reader.buckets(stretch, width, [], selection, ({ from, to, rows }) => {
    rates.push(numbers(rows.numbers).requests / (to - from));
  });
  const most = Math.max(0, ...rates);
  const levels = new Map<number, Level>();
  await reader.buckets(stretch, width, ['responseTime'], selection, ({ from, to, rows, latencies }) => {
    const { requests, failed } = numbers(rows.numbers);
    if (requests === 0) return;
    const at = Math.min(LEVELS - 1, Math.floor((LEVELS * requests) / (to - from) / most));
    const level = levels.get(at) ?? { requests: 0, failed: 0, seconds: 0, histogram: new LatencyHistogram() };
    levels.set(at, level);
    level.requests += requests;
    level.failed += failed;
    level.seconds += to - from;
    if (latencies[0]) level.histogram.merge(latencies[0]);
  });
  return {
    ...stretch,
    width,
    levels: [...levels]
      .sort(([a], [b]) => a - b)
      .map(([, { requests, failed, seconds, histogram }]) => {
        const [p50 = 0, p95 = 0, p99 = 0] = percentilesUs(histogram, [50, 95, 99]).map(msOf);
        const rates = { requestsPerSecond: requests / seconds, failedRate: failed / requests };
        return { ...rates, seconds, p50, p95, p99 };
      }),
  };
}
