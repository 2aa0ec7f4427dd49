import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { readSparse } from '../histogram/sparse.ts';
import type { Series } from '../run/series.ts';
import type { Snapshot } from '../run/snapshot.ts';
import { type Breathe, encodeBlock, encodeRollUp } from './block-codec.ts';
import { BlockContent, type Cells } from './block-content.ts';
import { type AddedNames, decodeBlockHead, isRequest } from './block-head.ts';
import type { Compression } from './compression.ts';
import { FRAME_HEAD_BYTES, readFrames } from './frames.ts';
import { PhaseSums } from './phase-sums.ts';
import { decodeHeader, encodeHeader, type NewRecord } from './record-header.ts';
import { type ByteSource, RecordIndex, ROLL_UPS } from './record-index.ts';
import { RecordReader } from './record-reader.ts';
import { OF_ALL } from './snapshot-tables.ts';
import { encodeTailSecond } from './tail.ts';

/** Where a record goes: one file of sealed blocks, and a short one of the seconds since. */
export type RecordSink = ByteSource & {
  append(bytes: Uint8Array): Promise<void>;
  /** What was appended outlives the machine from now on. */
  sync(): Promise<void>;
  appendTail(bytes: Uint8Array): Promise<void>;
  emptyTail(): Promise<void>;
};

/**
 * Writes a record second by second. Every second goes to the tail at once; when a block is full it is sealed and the tail
 * begins again. Whoever asks for a reader sees all seconds so far.
 */
export class RecordWriter {
  private readonly sink: RecordSink;
  private readonly compression: Compression;
  private readonly breathe: Breathe;
  private readonly index: RecordIndex;
  private open: BlockContent;
  /** How much of the dictionary sealed blocks have. */
  private known = { rows: 0, columns: 0, series: 0 };

  private constructor(sink: RecordSink, compression: Compression, breathe: Breathe, index: RecordIndex) {
    this.sink = sink;
    this.compression = compression;
    this.breathe = breathe;
    this.index = index;
    this.open = new BlockContent(index.sealedSeconds, index.dictionary);
    const { rows, columns } = index.dictionary;
    this.known = { rows: rows.length, columns: columns.length, series: index.series.length };
  }

  /** Begins a record with its header. */
  static async start(
    sink: RecordSink,
    header: NewRecord,
    compression: Compression,
    breathe: Breathe = () => {},
  ): Promise<RecordWriter> {
    const bytes = encodeHeader(header);
    await sink.append(bytes);
    const [payload] = readFrames(bytes).payloads;
    return new RecordWriter(sink, compression, breathe, new RecordIndex(decodeHeader(payload), bytes.length));
  }

  /** Goes on behind the sealed blocks of a record that is there. */
  static resume(
    sink: RecordSink,
    index: RecordIndex,
    compression: Compression,
    breathe: Breathe = () => {},
  ): RecordWriter {
    return new RecordWriter(sink, compression, breathe, index);
  }

  /** `series` names all requests so far, by index; there may be more than at the start. */
  async add(snapshot: Snapshot, series: readonly Series[]): Promise<void> {
    if (snapshot.second !== this.open.from + this.open.seconds)
      throw new RangeError(`Second ${snapshot.second} does not follow on what was recorded`);
    const added = series.slice(this.index.series.length);
    await this.sink.appendTail(encodeTailSecond(snapshot, added));
    this.take(snapshot, added);
    if (this.open.isFull) await this.seal();
  }

  /** Of a second that is in the tail already. */
  take(snapshot: Snapshot, added: readonly Series[]): void {
    this.index.series.push(...added);
    this.open.add(snapshot);
  }

  /** Seals what is left; nothing can be added after. */
  async finish(): Promise<void> {
    if (this.open.seconds > 0) await this.seal();
  }

  reader(): RecordReader {
    return new RecordReader(this.index, this.sink, this.compression, this.open);
  }

  private async seal(): Promise<void> {
    const { open, index, known } = this;
    const names = (): AddedNames => ({
      ...index.dictionary.since(known.rows, known.columns),
      series: index.series.slice(known.series),
    });
    const parts = await encodeBlock(open, index, names, this.compression, this.breathe);
    await this.appendBlock(parts);
    await this.sink.emptyTail();
    const { rows, columns } = index.dictionary;
    this.known = { rows: rows.length, columns: columns.length, series: index.series.length };
    this.open = new BlockContent(index.sealedSeconds, index.dictionary);
    for (const seconds of ROLL_UPS.toReversed())
      if (index.sealedSeconds % seconds === 0) await this.rollUp(index.sealedSeconds - seconds, seconds);
  }

  private async rollUp(from: number, seconds: number): Promise<void> {
    const merged = await this.reader().merge({ from, to: from + seconds });
    const histograms = new Map<number, Map<number, Cells>>();
    for (const [column, rows] of merged.histograms) {
      const cells = [...rows].map(([row, one]): [number, Cells] => [row, [readSparse(one.encode())]]);
      histograms.set(column, new Map(cells));
      await this.breathe();
    }
    const { dictionary } = this.index;
    const run = dictionary.row('run', []);
    for (const name of OF_ALL) {
      const [own, ofAll] = [dictionary.findColumn('series', name), dictionary.findColumn('run', name)];
      const rows = own === undefined ? undefined : merged.histograms.get(own);
      if (!rows || ofAll === undefined) continue;
      const whole = new LatencyHistogram();
      for (const [row, one] of rows) if (isRequest(this.seriesOf(row))) whole.merge(one);
      if (whole.count > 0) histograms.set(ofAll, new Map([[run, [readSparse(whole.encode())]]]));
    }
    const numbers = new Map([...merged.numbers].map(([pair, value]) => [pair, [value]]));
    new PhaseSums(dictionary).put(merged, numbers);
    await this.appendBlock(
      await encodeRollUp({ from, seconds }, numbers, histograms, this.compression, this.breathe),
    );
  }

  private seriesOf(row: number) {
    return this.index.series[Number(this.index.dictionary.rows[row]?.key[0])];
  }

  /** The index has the block only when it is safe. What it adds to names is known here already. */
  private async appendBlock(parts: Uint8Array[]): Promise<void> {
    const bytes = joined(parts);
    await this.sink.append(bytes);
    await this.sink.sync();
    const [head] = readFrames(parts[0] ?? bytes).payloads;
    if (!head) throw new RangeError('A block was not written');
    const block = decodeBlockHead(head);
    const added = { rows: [], columns: [], series: [] };
    this.index.add({ ...block, added }, this.index.bytes + FRAME_HEAD_BYTES + head.length);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
