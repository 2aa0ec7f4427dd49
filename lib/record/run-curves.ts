import { msOf, percentilesUs } from '../run/latency-figures.ts';
import type { ShownLatency } from '../run/shown-latency.ts';
import type { CurvePoint, RunCurves } from '../run/window.ts';
import { isRequest } from './block-head.ts';
import { columnOfPair, rowOfPair } from './dictionary.ts';
import type { RecordIndex } from './record-index.ts';
import type { Bucket, RecordReader, Selection } from './record-reader.ts';
import type { Stretch } from './stretch.ts';

/** A stretch of a run as its charts draw it, a point for every `width` seconds; percentiles are exact. */
export async function runCurves(
  reader: RecordReader,
  stretch: Stretch,
  askedWidth: number,
  selection: Selection = {},
  latency: ShownLatency = 'responseTime',
): Promise<RunCurves> {
  const { from, to } = reader.aligned(stretch);
  const width = reader.wholeSteps(askedWidth);
  const points: CurvePoint[] = [];
  const columns = new Columns(reader.index, selection);
  const asked = [latency, 'serviceTime', 'sendDelay'] as const;
  await reader.buckets({ from, to }, width, asked, selection, (bucket) =>
    points.push(pointOf(bucket, columns)),
  );
  return { from, to, width, latency, points };
}

function pointOf({ from, to, rows, latencies }: Bucket, columns: Columns): CurvePoint {
  const seconds = to - from;
  const [main, service, delay] = latencies;
  const [p50 = null, p95 = null, p99 = null] = percentilesUs(main, [50, 95, 99]).map(msOf);
  const [serviceTimeP95 = null] = percentilesUs(service, [95]).map(msOf);
  const [sendDelayP99 = null] = percentilesUs(delay, [99]).map(msOf);
  const numbers = columns.read(rows.numbers);
  const workers = [...numbers.workers].map(([worker, of]) => ({
    worker,
    cpuCores: of('cpuUs') / 1e6 / seconds,
    eventLoopDelayMs: msOf(of('maxEventLoopDelayUs')),
    gcMs: msOf(of('gcUs') / seconds),
    maxGcPauseMs: msOf(of('maxGcPauseUs')),
    sockets: of('sockets'),
    openFiles: of('openFiles'),
    rssBytes: of('rssBytes'),
  }));
  return {
    second: from,
    seconds,
    ...{ vus: numbers.scenario('vus'), requests: numbers.series('count'), failed: numbers.series('failed') },
    ...{
      iterations: numbers.scenario('iterations'),
      droppedIterations: numbers.scenario('droppedIterations'),
    },
    ...{ p50, p95, p99, serviceTimeP95, sendDelayP99 },
    bytesReceived: numbers.series('bytesReceived'),
    cpuCores: numbers.workers.reduce((sum, [, of]) => sum + of('cpuUs'), 0) / 1e6 / seconds,
    eventLoopDelayMs: workers.reduce((worst, { eventLoopDelayMs }) => Math.max(worst, eventLoopDelayMs), 0),
    workers: workers.sort((a, b) => a.worker - b.worker),
  };
}

/** Finds the numbers of a point in those of a bucket. */
class Columns {
  private readonly index: Pick<RecordIndex, 'dictionary' | 'series'>;
  private readonly selected: Selection['series'];
  /** Of every pair of column and row, found once. */
  private readonly places = new Map<number, Place | null>();

  constructor(index: Pick<RecordIndex, 'dictionary' | 'series'>, { series }: Selection) {
    this.index = index;
    this.selected = series;
  }

  /** Bytes are those of sessions too. */
  private isCounted(name: string, index: number): boolean {
    if (this.selected) return this.selected.has(index);
    const series = this.index.series[index];
    return name === 'bytesReceived' ? !series?.apart : isRequest(series);
  }

  read(numbers: ReadonlyMap<number, number>) {
    const sums = new Map<string, number>();
    const workers = new Map<number, Map<string, number>>();
    for (const [pair, value] of numbers) {
      if (value === 0) continue;
      const place = this.placeOf(pair);
      if (!place) continue;
      if (place.worker === undefined) sums.set(place.name, (sums.get(place.name) ?? 0) + value);
      else {
        const own = workers.get(place.worker) ?? new Map<string, number>();
        workers.set(place.worker, own.set(place.name, value));
      }
    }
    const of = (own: ReadonlyMap<string, number>) => (name: string) => own.get(name) ?? 0;
    return {
      series: (name: string) => sums.get(`series ${name}`) ?? 0,
      scenario: (name: string) => sums.get(`scenario ${name}`) ?? 0,
      workers: [...workers].map(([worker, own]) => [worker, of(own)] as const),
    };
  }

  /** Where a number goes; null when no point tells it. */
  private placeOf(pair: number): Place | null {
    const known = this.places.get(pair);
    if (known !== undefined) return known;
    const column = this.index.dictionary.columns[columnOfPair(pair)];
    const index = Number(this.index.dictionary.rows[rowOfPair(pair)]?.key[0]);
    let place: Place | null = null;
    if (column?.table === 'worker') place = { name: column.name, worker: index };
    else if (column?.table === 'scenario') place = { name: `scenario ${column.name}` };
    else if (column?.table === 'series' && this.isCounted(column.name, index))
      place = { name: `series ${column.name}` };
    this.places.set(pair, place);
    return place;
  }
}

type Place = { name: string; worker?: number };
