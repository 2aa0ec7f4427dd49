import { decodeTexts, PART_SECONDS, partsOf } from './block-codec.ts';
import type { BlockContent, Cells, RecordText } from './block-content.ts';
import type { SectionName, SectionPlace } from './block-head.ts';
import type { Compression } from './compression.ts';
import type { Dictionary } from './dictionary.ts';
import { columnOfPair } from './dictionary.ts';
import { LEVELS, type Level } from './histogram-form.ts';
import { type RowHistograms, readHistogramColumn } from './histogram-reader.ts';
import { type BlockNumbers, decodeNumbers, rollUp } from './number-column.ts';
import { DamagedRecord } from './record-header.ts';
import { type ByteSource, placeOf, type SealedBlock } from './record-index.ts';
import { unpackStreams } from './section.ts';

/** Some seconds in a row, sealed or still growing. */
export type BlockView = {
  readonly from: number;
  readonly seconds: number;
  /** The coarsest level there is; a block that grows has seconds alone. */
  readonly coarsest: Level;
  /** The finest level there is; a record that was rolled up has no seconds. */
  readonly finest: Level;
  /** Of the columns that are wanted, or of all. */
  numbers(level: Level, isWanted?: (column: number) => boolean): Promise<BlockNumbers>;
  /** Hands over the rows of a column that are wanted, or all; nothing when the block has no such column. */
  histograms(
    column: number,
    level: Level,
    visit: (row: RowHistograms) => void,
    isWanted?: (row: number) => boolean,
  ): Promise<void>;
  columns(): Iterable<number>;
  /** Whether a column can be read at a level. */
  has(column: number | undefined, level: Level): boolean;
  texts(): Promise<RecordText[]>;
  /** Says what will be asked for, so that it is read in as few pieces as possible. */
  prefetch(columns: Iterable<number>, level: Level): Promise<void>;
};

/** Sections with less between them are read in one piece. Bytes. */
const GAP_BYTES = 32 * 1024;

/** A sealed block. What does not add up throws DamagedRecord. */
export class SealedView implements BlockView {
  readonly coarsest = 'block';
  readonly finest: Level;
  private readonly block: SealedBlock;
  private readonly source: ByteSource;
  private readonly compression: Compression;
  private readonly fetched: { offset: number; bytes: Uint8Array }[] = [];

  constructor(block: SealedBlock, source: ByteSource, compression: Compression, finest: Level) {
    this.finest = finest;
    this.block = block;
    this.source = source;
    this.compression = compression;
  }

  get from(): number {
    return this.block.from;
  }
  get seconds(): number {
    return this.block.seconds;
  }

  columns(): Iterable<number> {
    return this.block.columns;
  }
  has(column: number | undefined, level: Level): boolean {
    return column !== undefined && placeOf(this.block, { kind: 'histograms', column, level }) !== undefined;
  }

  async numbers(level: Level, isWanted?: (column: number) => boolean): Promise<BlockNumbers> {
    const streams = await this.streams({ kind: 'numbers', level });
    if (!streams) return new Map();
    const parts = this.block.kind === 'roll-up' ? 1 : partsOf(level, this.seconds);
    return this.reading(() => decodeNumbers(streams, parts, isWanted));
  }

  async histograms(
    column: number,
    level: Level,
    visit: (row: RowHistograms) => void,
    isWanted?: (row: number) => boolean,
  ): Promise<void> {
    const block = await this.streams({ kind: 'histograms', column, level: 'block' });
    if (!block) return;
    const group =
      level === 'block' ? undefined : await this.streams({ kind: 'histograms', column, level: 'group' });
    const second =
      level === 'second' ? await this.streams({ kind: 'histograms', column, level: 'second' }) : undefined;
    this.reading(() => readHistogramColumn({ block, group, second }, level, visit, isWanted));
  }

  async texts(): Promise<RecordText[]> {
    const streams = await this.streams({ kind: 'texts' });
    return streams?.[0] ? this.reading(() => decodeTexts(this.from, streams[0] ?? new Uint8Array(0))) : [];
  }

  private async streams(name: SectionName): Promise<Uint8Array[] | undefined> {
    const place = placeOf(this.block, name);
    if (!place) return undefined;
    const bytes = this.fetchedAt(place) ?? (await this.source.read(place.offset, place.length));
    if (bytes.length !== place.length || this.compression.crc32(bytes) !== place.crc)
      throw new DamagedRecord(
        `Seconds ${this.from} to ${this.from + this.seconds} of the record are damaged.`,
      );
    return this.reading(() => unpackStreams(bytes, this.compression));
  }

  async prefetch(columns: Iterable<number>, level: Level): Promise<void> {
    const names: SectionName[] = [{ kind: 'numbers', level }];
    for (const each of LEVELS.slice(0, LEVELS.indexOf(level) + 1))
      for (const column of columns) names.push({ kind: 'histograms', column, level: each });
    const places = names
      .flatMap((name) => placeOf(this.block, name) ?? [])
      .sort((a, b) => a.offset - b.offset);
    let start = places[0]?.offset ?? 0;
    let end = start;
    for (const { offset, length } of places) {
      if (offset - end > GAP_BYTES) {
        await this.fetch(start, end);
        start = offset;
      }
      end = offset + length;
    }
    await this.fetch(start, end);
  }

  private async fetch(offset: number, end: number): Promise<void> {
    if (end > offset) this.fetched.push({ offset, bytes: await this.source.read(offset, end - offset) });
  }

  private fetchedAt({ offset, length }: SectionPlace): Uint8Array | undefined {
    const piece = this.fetched.find(
      (one) => offset >= one.offset && offset + length <= one.offset + one.bytes.length,
    );
    return piece?.bytes.subarray(offset - piece.offset, offset - piece.offset + length);
  }

  private reading<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw new DamagedRecord(
        `Seconds ${this.from} to ${this.from + this.seconds} of the record cannot be read: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
}

/** A block that grows, read from memory. */
export class OpenView implements BlockView {
  readonly coarsest = 'second';
  readonly finest = 'second';
  private readonly content: BlockContent;
  private readonly dictionary: Dictionary;

  constructor(content: BlockContent, dictionary: Dictionary) {
    this.content = content;
    this.dictionary = dictionary;
  }

  get from(): number {
    return this.content.from;
  }
  get seconds(): number {
    return this.content.seconds;
  }

  columns(): Iterable<number> {
    return this.content.histograms.keys();
  }
  has(column: number | undefined): boolean {
    return column !== undefined && this.content.histograms.has(column);
  }

  async numbers(level: Level, isWanted: (column: number) => boolean = () => true): Promise<BlockNumbers> {
    const numbers: BlockNumbers = new Map();
    for (const [pair, values] of this.content.numbers) {
      if (!isWanted(columnOfPair(pair))) continue;
      const rule = this.dictionary.columns[columnOfPair(pair)]?.rule ?? 'sum';
      numbers.set(pair, rollUp(values, this.seconds, PART_SECONDS[level], rule));
    }
    return numbers;
  }

  async histograms(
    column: number,
    _level: Level,
    visit: (row: RowHistograms) => void,
    isWanted: (row: number) => boolean = () => true,
  ): Promise<void> {
    for (const [row, cells] of this.content.histograms.get(column) ?? []) {
      if (isWanted(row)) visit(histogramsOf(row, cells));
    }
  }

  async prefetch(): Promise<void> {}

  async texts(): Promise<RecordText[]> {
    return this.content.texts;
  }
}

function histogramsOf(row: number, cells: Cells): RowHistograms {
  const length = cells.reduce((sum, cell) => sum + (cell ? cell.pairs.length / 2 : 0), 0);
  const histograms: RowHistograms = {
    row,
    length,
    part: new Uint8Array(length),
    slot: new Uint16Array(length),
    count: new Float64Array(length),
    totals: new Float64Array(cells.length),
    sums: new Float64Array(cells.length),
    mins: new Float64Array(cells.length),
    maxs: new Float64Array(cells.length),
  };
  let at = 0;
  for (const [second, cell] of cells.entries()) {
    if (!cell) continue;
    for (let i = 0; i < cell.pairs.length; i += 2, at++) {
      histograms.part[at] = second;
      histograms.slot[at] = cell.pairs[i] ?? 0;
      histograms.count[at] = cell.pairs[i + 1] ?? 0;
    }
    histograms.totals[second] = cell.total;
    histograms.sums[second] = cell.sum;
    histograms.mins[second] = cell.min;
    histograms.maxs[second] = cell.max;
  }
  return histograms;
}
