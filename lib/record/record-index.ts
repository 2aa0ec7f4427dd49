import { PART_SECONDS } from './block-codec.ts';
import {
  type BlockHead,
  decodeBlockHead,
  type SectionName,
  type SectionPlace,
  type SeriesNames,
  sectionKey,
} from './block-head.ts';
import { Dictionary } from './dictionary.ts';
import { FailedSeconds } from './failed-seconds.ts';
import { FRAME_HEAD_BYTES, MAX_PAYLOAD_BYTES, readFrames } from './frames.ts';
import { BLOCK_SECONDS, LEVELS, type Level } from './histogram-form.ts';
import { decodeHeader, type RecordHeader, stepOf } from './record-header.ts';

/** Bytes of a record, wherever they are. Fewer than asked for when it ends before. */
export type ByteSource = { read(offset: number, length: number): Promise<Uint8Array> };

/** Where the parts of one sealed block are. */
export type SealedBlock = Pick<BlockHead, 'kind' | 'from' | 'seconds'> & {
  sections: ReadonlyMap<string, SectionPlace>;
  /** Columns that have histograms. */
  columns: ReadonlySet<number>;
};

/** Seconds that a roll-up sums up, the longest first. */
export const ROLL_UPS = [3600, 600] as const;
const isRollUp = (seconds: number): boolean => ROLL_UPS.some((one) => one === seconds);

/** What a record holds and where: header, dictionary, and the places of all blocks. */
export class RecordIndex {
  readonly header: RecordHeader;
  readonly dictionary = new Dictionary();
  readonly series: SeriesNames[];
  readonly blocks: SealedBlock[] = [];
  private readonly rollUps = new Map<string, SealedBlock>();
  readonly failures = new FailedSeconds();
  about: SealedBlock | undefined;
  /** Where the record itself ends, without what it says of its run. */
  recordBytes: number;
  /** Where the last intact block ends. */
  bytes: number;

  constructor(header: RecordHeader, bytes: number) {
    this.header = header;
    this.series = [...header.series];
    this.bytes = bytes;
    this.recordBytes = bytes;
  }

  /** Seconds of the finest steps: 1, more of a record that was rolled up. */
  get step(): number {
    return stepOf(this.header);
  }

  get finest(): Level {
    return LEVELS.find((level) => PART_SECONDS[level] === this.step) ?? 'second';
  }

  /** Seconds in sealed blocks. */
  get sealedSeconds(): number {
    const last = this.blocks.at(-1);
    return last ? last.from + last.seconds : 0;
  }

  /** The longest roll-up that begins with a second and ends by another. */
  rollUp(from: number, to: number): SealedBlock | undefined {
    const seconds = ROLL_UPS.find((length) => from + length <= to && this.rollUps.has(`${from} ${length}`));
    return seconds && this.rollUps.get(`${from} ${seconds}`);
  }

  /** Takes in a block whose head ends at `bodyOffset`. Throws RangeError when it does not follow on what is there. */
  add(head: BlockHead, bodyOffset: number): void {
    const { kind, from, seconds, added } = head;
    if (kind === 'seconds') {
      if (from !== this.sealedSeconds || from % BLOCK_SECONDS !== 0)
        throw new RangeError('A block is missing');
      if (seconds < 1 || seconds > BLOCK_SECONDS) throw new RangeError('A block has no such length');
    } else if (kind === 'roll-up') {
      const isWhole = isRollUp(seconds) && from % seconds === 0;
      if (!isWhole || from + seconds > this.sealedSeconds)
        throw new RangeError('A roll-up has no such stretch');
    }
    const sections = new Map<string, SectionPlace>();
    const columns = new Set<number>();
    let offset = bodyOffset;
    for (const { name, length, crc } of head.sections) {
      sections.set(sectionKey(name), { offset, length, crc });
      if (name.kind === 'histograms') columns.add(name.column);
      offset += length;
    }
    this.dictionary.add(added);
    this.series.push(...added.series);
    const block: SealedBlock = { kind, from, seconds, sections, columns };
    if (kind === 'seconds') this.blocks.push(block);
    else if (kind === 'roll-up') this.rollUps.set(`${from} ${seconds}`, block);
    else this.about = block;
    this.bytes = offset;
    if (kind !== 'about') this.recordBytes = offset;
  }
}

export const placeOf = (block: SealedBlock, name: SectionName): SectionPlace | undefined =>
  block.sections.get(sectionKey(name));

/** Enough for most heads of blocks; what is longer takes a second read. Bytes. */
const GUESS_BYTES = 4096;

/**
 * Reads header and heads of blocks up to a torn or damaged end. Throws NotARecord when not even the header can be read.
 * `size` is how many bytes there are.
 */
export async function readIndex(source: ByteSource, size: number): Promise<RecordIndex> {
  const first = await readFrame(source, 0);
  const index = new RecordIndex(decodeHeader(first?.payload), first?.end ?? 0);
  for (;;) {
    const next = await readFrame(source, index.bytes);
    if (!next) return index;
    try {
      const head = decodeBlockHead(next.payload);
      if (next.end + head.bodyBytes > size) return index;
      index.add(head, next.end);
    } catch {
      return index;
    }
  }
}

async function readFrame(
  source: ByteSource,
  offset: number,
): Promise<{ payload: Uint8Array; end: number } | undefined> {
  let bytes = await source.read(offset, GUESS_BYTES);
  if (bytes.length < FRAME_HEAD_BYTES) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (length > MAX_PAYLOAD_BYTES) return undefined;
  const whole = FRAME_HEAD_BYTES + length;
  if (bytes.length < whole) bytes = await source.read(offset, whole);
  const [payload] = readFrames(bytes.subarray(0, whole)).payloads;
  return payload && { payload, end: offset + whole };
}
