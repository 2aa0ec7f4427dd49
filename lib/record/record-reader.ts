import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { writeSparse } from '../histogram/sparse.ts';
import type { LatencyName, Snapshot } from '../run/snapshot.ts';
import { PART_SECONDS } from './block-codec.ts';
import type { BlockContent, RecordText } from './block-content.ts';
import { isRequest } from './block-head.ts';
import { type BlockView, OpenView, SealedView } from './block-view.ts';
import type { Compression } from './compression.ts';
import type { Dictionary } from './dictionary.ts';
import type { FailedSecond } from './failed-seconds.ts';
import { findFailures } from './find-failures.ts';
import { coarserOf, finerOf, type Level } from './histogram-form.ts';
import type { RowHistograms } from './histogram-reader.ts';
import { MergedRows, spread, type Targets } from './merged-rows.ts';
import type { BlockNumbers } from './number-column.ts';
import { PhaseSums } from './phase-sums.ts';
import { prepared } from './prepared.ts';
import type { ByteSource, RecordIndex, SealedBlock } from './record-index.ts';
import { snapshotOf } from './snapshot-of.ts';
import { bucketEdges, levelFor, type Piece, piecesOf, type Stretch } from './stretch.ts';

/** Of which requests, by index into `series`; of all that are neither apart nor sessions when left out. */
export type Selection = { series?: ReadonlySet<number> };

/** A stretch of at most `width` seconds that ends at a multiple of it. */
export type Bucket = Stretch & {
  /** Numbers alone. */
  rows: MergedRows;
  /** The latencies that were asked for, over the selected requests. */
  latencies: readonly LatencyHistogram[];
};

/** Where the parts of a block begin, and how many seconds each of them has. */
export type PartPlace = { from: number; seconds: number };
export type PartsOf = {
  numbers(place: PartPlace, numbers: BlockNumbers): void;
  /** Valid until the next one is handed over. */
  histograms(place: PartPlace, row: RowHistograms): void;
};

/**
 * Answers any window of a record, in any resolution, for any requests; always what merging the single seconds gives.
 * It takes the coarsest parts that fit: roll-ups of an hour or ten minutes, blocks, groups of ten seconds, seconds.
 */
export class RecordReader {
  readonly index: RecordIndex;
  private readonly source: ByteSource;
  private readonly compression: Compression;
  /** Seconds that are not in a sealed block yet. */
  private readonly open: BlockContent | undefined;

  constructor(index: RecordIndex, source: ByteSource, compression: Compression, open?: BlockContent) {
    this.index = index;
    this.source = source;
    this.compression = compression;
    this.open = open;
  }

  /** How many seconds there are, from 0. */
  get seconds(): number {
    return Math.max(this.index.sealedSeconds, this.open ? this.open.from + this.open.seconds : 0);
  }

  /** The stretch in whole steps: of a record that was rolled up, what reaches into a step has all of it. */
  aligned<T extends Stretch>(stretch: T): T {
    const { step } = this.index;
    if (step === 1) return stretch;
    const [from, to] = [Math.floor(stretch.from / step) * step, Math.ceil(stretch.to / step) * step];
    // The last step may be a part of one.
    return { ...stretch, from, to: Math.min(to, Math.max(stretch.to, this.seconds)) };
  }

  /** So many seconds, or the next more that are whole steps. */
  wholeSteps(seconds: number): number {
    return Math.ceil(seconds / this.index.step) * this.index.step;
  }

  private get dictionary(): Dictionary {
    return this.index.dictionary;
  }

  /**
   * The stretch as one snapshot, without samples and errors; `vus` of the run is the most at one moment. Phases of requests
   * are good for their means alone, unless they are wanted `whole`.
   */
  async window(asked: Stretch, phases: 'means' | 'whole' = 'whole'): Promise<Snapshot & { maxVus: number }> {
    const stretch = this.aligned(asked);
    const sums = phases === 'means' ? new PhaseSums(this.dictionary) : undefined;
    const rows = await this.merge(stretch, undefined, sums);
    const histograms = [...rows.histograms]
      .filter(([column]) => !sums?.has(column))
      .flatMap(([column, own]) =>
        [...own].map(([row, histogram]): [number, number, Uint8Array] => [column, row, histogram.encode()]),
      )
      .concat(sums ? [...sums.of(rows)] : []);
    const merged = snapshotOf(stretch.from, this.dictionary, {
      numbers: rows.numbers,
      histograms,
      texts: [],
    });
    return { ...merged, maxVus: numberIn(rows, this.dictionary, 'run', 'vus') };
  }

  /** Numbers and histograms of the stretch by column and row; no histograms of phases whose `sums` are known. */
  async merge(stretch: Stretch, columns?: ReadonlySet<number>, sums?: PhaseSums): Promise<MergedRows> {
    const merged = new MergedRows(this.dictionary);
    const pieces = this.pieces(this.aligned(stretch));
    const wantedOf = (view: BlockView) =>
      [...view.columns()].filter((column) =>
        columns ? columns.has(column) : this.dictionary.columns[column]?.table !== 'run',
      );
    const prefetch = ({ view, level }: Piece) =>
      view.prefetch(
        wantedOf(view).filter((column) => !sums?.has(column)),
        level,
      );
    for await (const { view, level, parts } of prepared(pieces, prefetch)) {
      const wanted = wantedOf(view);
      const numbers = await view.numbers(level);
      merged.addNumbers(numbers, ...parts, view === pieces.at(-1)?.view);
      const known = sums?.knownIn(numbers);
      for (const column of wanted) {
        if (known?.has(column)) continue;
        await view.histograms(column, level, (found) => {
          const histogram = merged.histogram(column, found.row);
          spread(
            found,
            targets(parts, () => histogram),
          );
        });
      }
    }
    return merged;
  }

  /** Everything that one latency of the selected requests was in a stretch. */
  async distribution(
    stretch: Stretch,
    latency: LatencyName,
    { series }: Selection = {},
  ): Promise<LatencyHistogram> {
    const whole = new LatencyHistogram();
    const pieces = this.pieces(this.aligned(stretch)).map((piece) => ({
      ...piece,
      columns: [this.columnOf(latency, piece.view, piece.level, series)],
    }));
    for await (const { view, level, parts, columns } of prepared(pieces, prefetched)) {
      const to = targets(parts, () => whole);
      for (const { column, isWanted } of columns)
        if (column !== undefined)
          await view.histograms(column, level, (found) => spread(found, to), isWanted);
    }
    return whole;
  }

  /** Errors or samples of a stretch, in the order in which they came. */
  async texts({ from, to }: Stretch, kind: string): Promise<RecordText[]> {
    const found: RecordText[] = [];
    for (const view of this.views({ from, to }))
      for (const text of await view.texts())
        if (text.kind === kind && text.second >= from && text.second < to) found.push(text);
    return found;
  }

  /** The last `most` of them that are wanted. */
  async lastTexts(
    { from, to }: Stretch,
    kind: string,
    most: number,
    isWanted: (text: string) => boolean = () => true,
  ): Promise<RecordText[]> {
    let found: RecordText[] = [];
    for (const view of [...this.views({ from, to })].reverse()) {
      if (found.length >= most) break;
      const own = (await view.texts()).filter(
        ({ kind: own, second, text }) => own === kind && second >= from && second < to && isWanted(text),
      );
      found = [...own, ...found];
    }
    return found.slice(-most);
  }

  /**
   * The stretch in buckets that end at multiples of `width` seconds, in the order of time. A bucket is valid until the
   * next one is handed over: its histograms are used again.
   */
  async buckets(
    asked: Stretch,
    askedWidth: number,
    latencies: readonly LatencyName[],
    { series }: Selection,
    use: (bucket: Bucket) => void,
  ): Promise<void> {
    const stretch = this.aligned(asked);
    const width = this.wholeSteps(askedWidth);
    const spare: LatencyHistogram[] = [];
    const fresh = (from: number): Bucket => ({
      from,
      to: Math.min(stretch.to, this.seconds, (Math.floor(from / width) + 1) * width),
      rows: new MergedRows(this.dictionary),
      latencies: latencies.map(() => spare.pop() ?? new LatencyHistogram()),
    });
    const blocks = this.views(stretch).map((view) => {
      const level = levelFor(view, bucketEdges(view, stretch, width));
      return {
        view,
        level,
        columns: latencies.map((latency) => this.columnOf(latency, view, level, series)),
      };
    });
    let begun: Bucket | undefined;
    for await (const { view, level, columns } of prepared(blocks, prefetched)) {
      const { from: start } = view;
      const end = Math.min(start + view.seconds, stretch.to);
      const own: Bucket[] = [];
      for (let at = Math.max(start, stretch.from); at < end; ) {
        const bucket: Bucket = begun ?? fresh(at);
        begun = undefined;
        own.push(bucket);
        at = bucket.to;
      }
      const size = PART_SECONDS[level];
      const partsIn = ({ from, to }: Stretch): [number, number] => [
        Math.max(0, Math.floor((from - start) / size)),
        Math.ceil((Math.min(to, end) - start) / size),
      ];
      const numbers = await view.numbers(level);
      for (const bucket of own) bucket.rows.addNumbers(numbers, ...partsIn(bucket), bucket.to <= end);
      for (const [position, { column, isWanted }] of columns.entries()) {
        const to: (LatencyHistogram | undefined)[] = [];
        for (const bucket of own) {
          const [first, after] = partsIn(bucket);
          for (let part = first; part < after; part++) to[part] = bucket.latencies[position];
        }
        if (column === undefined) continue;
        await view.histograms(column, level, (found) => spread(found, to), isWanted);
      }
      for (const bucket of own) {
        if (bucket.to > end) begun = bucket;
        else {
          use(bucket);
          for (const histogram of bucket.latencies) {
            histogram.reset();
            spare.push(histogram);
          }
        }
      }
    }
    if (begun) use(begun);
  }

  /**
   * Hands over all that a stretch has of one latency and of the numbers beside it, block by block, in parts as fine as
   * `level` or finer. Parts may reach over the ends of the stretch.
   */
  async parts(stretch: Stretch, level: Level, latency: LatencyName, use: PartsOf): Promise<void> {
    const column = this.dictionary.findColumn('series', latency);
    for (const view of this.views(stretch)) {
      const own = finerOf(view.coarsest, coarserOf(level, view.finest));
      const place = { from: view.from, seconds: PART_SECONDS[own] };
      if (column !== undefined) await view.prefetch([column], own);
      use.numbers(place, await view.numbers(own));
      if (column !== undefined) await view.histograms(column, own, (found) => use.histograms(place, found));
    }
  }

  /** The seconds of a stretch that have failures, in order. Those of sealed blocks are looked for once. */
  failures(stretch: Stretch): AsyncGenerator<FailedSecond> {
    return findFailures(this.index, this.views(stretch), this.rollUpFrom, stretch);
  }

  /**
   * Every second again, in order, as it was written; phases of requests with two significant digits. Throws RangeError when the
   * record was rolled up, as it has none any more.
   */
  async *snapshots({ from, to }: Stretch = { from: 0, to: this.seconds }): AsyncGenerator<Snapshot> {
    if (this.index.finest !== 'second') throw new RangeError('A record that was rolled up has no seconds');
    for (const view of this.views({ from, to })) {
      await view.prefetch(view.columns(), 'second');
      const numbers = await view.numbers('second');
      const histograms = Array.from({ length: view.seconds }, (): [number, number, Uint8Array][] => []);
      for (const column of view.columns()) {
        if (this.dictionary.columns[column]?.table === 'run') continue;
        await view.histograms(column, 'second', (found) => {
          const sparse = sparseBySecond(found, view.seconds);
          for (const [second, bytes] of sparse) histograms[second]?.push([column, found.row, bytes]);
        });
      }
      const texts = await view.texts();
      const last = Math.min(view.seconds, to - view.from);
      for (let at = Math.max(0, from - view.from); at < last; at++) {
        const own = new Map([...numbers].map(([pair, values]) => [pair, values[at] ?? 0]));
        yield snapshotOf(view.from + at, this.dictionary, {
          numbers: own,
          histograms: histograms[at] ?? [],
          texts: texts.filter(({ second }) => second === view.from + at),
        });
      }
    }
  }

  /** Where a latency of the selected requests is read: of all of them in one column, where a block has it. */
  private columnOf(
    latency: LatencyName,
    view: BlockView,
    level: Level,
    series?: ReadonlySet<number>,
  ): LatencyColumn {
    const ofAll = series ? undefined : this.dictionary.findColumn('run', latency);
    if (view.has(ofAll, level)) return { column: ofAll };
    const isWanted = (row: number) => this.isSelected(row, series);
    return { column: this.dictionary.findColumn('series', latency), isWanted };
  }

  private isSelected(row: number, series: ReadonlySet<number> | undefined): boolean {
    const index = Number(this.dictionary.rows[row]?.key[0]);
    return series ? series.has(index) : isRequest(this.index.series[index]);
  }

  private sealed(block: SealedBlock): SealedView {
    return new SealedView(block, this.source, this.compression, this.index.finest);
  }

  private *views({ from, to }: Stretch): Generator<BlockView> {
    for (const block of this.index.blocks) {
      if (block.from >= to) return;
      if (block.from + block.seconds > from) yield this.sealed(block);
    }
    const { open } = this;
    // While somebody read, it may have been sealed.
    const isOpen = open && open.from >= this.index.sealedSeconds;
    if (isOpen && open.seconds > 0 && open.from < to && open.from + open.seconds > from)
      yield new OpenView(open, this.dictionary);
  }

  private readonly rollUpFrom = (from: number, to: number): BlockView | undefined => {
    const block = this.index.rollUp(from, to);
    return block && this.sealed(block);
  };

  private pieces(stretch: Stretch): Piece[] {
    return [...piecesOf(this.views(stretch), this.rollUpFrom, stretch)];
  }
}

/** Where one latency of the wanted rows is read; of all rows when nothing is said. */
type LatencyColumn = { column: number | undefined; isWanted?: (row: number) => boolean };

/** Reads what is asked of a block next. */
const prefetched = ({ view, level, columns }: { view: BlockView; level: Level; columns: LatencyColumn[] }) =>
  view.prefetch(
    columns.flatMap(({ column }) => column ?? []),
    level,
  );

function targets([from, to]: readonly [number, number], of: () => LatencyHistogram): Targets {
  return Array.from({ length: to }, (_, part) => (part < from ? undefined : of()));
}

function numberIn(rows: MergedRows, dictionary: Dictionary, table: string, name: string): number {
  const column = dictionary.findColumn(table, name);
  if (column === undefined) return 0;
  return rows.sumOf(column);
}

function sparseBySecond(
  { part, slot, count, length, totals, sums, mins, maxs }: Parameters<typeof spread>[0],
  seconds: number,
): [second: number, bytes: Uint8Array][] {
  const pairs = Array.from({ length: seconds }, (): number[] => []);
  for (let i = 0; i < length; i++) pairs[part[i] ?? 0]?.push(slot[i] ?? 0, count[i] ?? 0);
  const found: [number, Uint8Array][] = [];
  for (const [second, own] of pairs.entries()) {
    if (own.length === 0) continue;
    const [total = 0, sum = 0, min = 0, max = 0] = [totals, sums, mins, maxs].map(
      (figures) => figures[second],
    );
    found.push([second, writeSparse({ total, sum, min, max, pairs: own })]);
  }
  return found;
}
