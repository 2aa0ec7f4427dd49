import { ByteReader } from '../bytes/byte-reader.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import type { BlockContent, Cells, RecordText } from './block-content.ts';
import {
  type AddedNames,
  type BlockHead,
  encodeBlockHead,
  type SectionName,
  type SeriesNames,
} from './block-head.ts';
import type { Compression } from './compression.ts';
import type { Dictionary } from './dictionary.ts';
import { columnOfPair } from './dictionary.ts';
import { frame } from './frames.ts';
import { HistogramColumnWriter } from './histogram-column.ts';
import { BLOCK_SECONDS, GROUP_SECONDS, LEVELS, type Level } from './histogram-form.ts';
import { type BlockNumbers, encodeNumbers, rollUp } from './number-column.ts';
import { ofAll } from './of-all.ts';
import { packStreams } from './section.ts';

/** Called between pieces of work of a few milliseconds, so that others may work in between. */
export type Breathe = () => void | Promise<void>;

/** Seconds of one part at each level. */
export const PART_SECONDS: Record<Level, number> = {
  block: BLOCK_SECONDS,
  group: GROUP_SECONDS,
  second: 1,
};

/** How many parts a block of so many seconds has. */
export const partsOf = (level: Level, seconds: number): number => Math.ceil(seconds / PART_SECONDS[level]);

/** The bytes of a sealed block, ready to be appended to a record. */
export async function encodeBlock(
  content: BlockContent,
  { dictionary, series }: { dictionary: Dictionary; series: readonly SeriesNames[] },
  names: () => AddedNames,
  compression: Compression,
  breathe: Breathe,
): Promise<Uint8Array[]> {
  const to = new SectionWriter(compression);
  const columns = [...content.histograms].sort(([a], [b]) => a - b);
  // Adds to the dictionary, so that it comes before the names.
  const total = await ofAll(content, dictionary, series, breathe);
  for (const level of LEVELS) {
    const numbers: BlockNumbers = new Map();
    for (const [pair, values] of content.numbers) {
      const rule = dictionary.columns[columnOfPair(pair)]?.rule ?? 'sum';
      numbers.set(pair, rollUp(values, content.seconds, PART_SECONDS[level], rule));
    }
    to.add({ kind: 'numbers', level }, encodeNumbers(numbers));
  }
  for (const [column, cells] of total.cells)
    await to.column(column, new Map([[total.row, cells]]), LEVELS, breathe);
  for (const [column, rows] of columns) await to.column(column, rows, LEVELS, breathe);
  if (content.texts.length > 0) to.add({ kind: 'texts' }, [encodeTexts(content.from, content.texts)]);
  return to.finish({ kind: 'seconds', from: content.from, seconds: content.seconds, added: names() });
}

/** The bytes of a roll-up: whole histograms and numbers of a longer stretch. */
export async function encodeRollUp(
  stretch: { from: number; seconds: number },
  numbers: BlockNumbers,
  histograms: ReadonlyMap<number, ReadonlyMap<number, Cells>>,
  compression: Compression,
  breathe: Breathe,
): Promise<Uint8Array[]> {
  const to = new SectionWriter(compression);
  to.add({ kind: 'numbers', level: 'block' }, encodeNumbers(numbers));
  for (const [column, rows] of histograms) await to.column(column, rows, ['block'], breathe);
  return to.finish({ kind: 'roll-up', ...stretch, added: { rows: [], columns: [], series: [] } });
}

/** What is read together stands together: a level after the other, texts last. */
const orderOf = (name: SectionName): number =>
  name.kind === 'texts' ? LEVELS.length : LEVELS.indexOf(name.level);

/** The last part of a record that travels alone. */
export function encodeAbout(about: string, compression: Compression): Uint8Array[] {
  const to = new SectionWriter(compression);
  to.add({ kind: 'texts' }, [encodeTexts(0, [{ second: 0, kind: 'about', text: about }])]);
  return to.finish({ kind: 'about', from: 0, seconds: 0, added: { rows: [], columns: [], series: [] } });
}

class SectionWriter {
  private readonly compression: Compression;
  private readonly sections: (BlockHead['sections'][number] & { body: Uint8Array })[] = [];

  constructor(compression: Compression) {
    this.compression = compression;
  }

  add(name: SectionName, streams: readonly Uint8Array[]): void {
    const body = packStreams(streams, this.compression);
    this.sections.push({ name, length: body.length, crc: this.compression.crc32(body), body });
  }

  async column(
    column: number,
    rows: ReadonlyMap<number, Cells>,
    levels: readonly Level[],
    breathe: Breathe,
  ): Promise<void> {
    const writer = new HistogramColumnWriter();
    for (const [row, cells] of [...rows].sort(([a], [b]) => a - b)) {
      writer.add({ row, cells });
      await breathe();
    }
    const streams = writer.finish();
    for (const level of levels) this.add({ kind: 'histograms', column, level }, streams[level]);
    await breathe();
  }

  finish(head: Omit<BlockHead, 'sections'>): Uint8Array[] {
    const sections = this.sections.toSorted((a, b) => orderOf(a.name) - orderOf(b.name));
    return [frame(encodeBlockHead({ ...head, sections })), ...sections.map(({ body }) => body)];
  }
}

function encodeTexts(from: number, texts: readonly RecordText[]): Uint8Array {
  const to = new ByteWriter();
  to.list(texts, ({ second, kind, text }) => {
    to.number(second - from);
    to.text(kind);
    to.text(text);
  });
  return to.finish();
}

/** Throws on bytes that `encodeBlock` cannot have written. */
export function decodeTexts(from: number, bytes: Uint8Array): RecordText[] {
  const reader = new ByteReader(bytes);
  return reader.list(() => ({ second: from + reader.number(), kind: reader.text(), text: reader.text() }));
}
