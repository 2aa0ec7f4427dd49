import { ByteWriter } from '../bytes/byte-writer.ts';
import { slotLowest, slotMiddle } from '../histogram/slots.ts';
import type { SparseHistogram } from '../histogram/sparse.ts';
import {
  BLOCK_SECONDS,
  type ColumnStreams,
  GROUP_SECONDS,
  IN_GROUPS,
  IN_SECONDS,
  zigzag,
} from './histogram-form.ts';

/** The histograms of one row of a column: the index is the second within the block; empty ones are left out. */
export type HistogramCells = { row: number; cells: readonly (SparseHistogram | undefined)[] };

/** A row at a time, so that a writer may let others work in between. Rows ascend. */
export class HistogramColumnWriter {
  private readonly heads = new ByteWriter();
  private readonly gaps = new ByteWriter();
  private readonly counts = new ByteWriter();
  private readonly block = new FigureWriter();
  private readonly group = new SplitWriter(IN_GROUPS);
  private readonly second = new SplitWriter(IN_SECONDS);
  private previousRow = 0;

  add({ row, cells }: HistogramCells): void {
    const entries = new Entries(cells);
    this.heads.number(row - this.previousRow);
    this.heads.number(entries.slots());
    this.previousRow = row;
    let previousSlot = 0;
    for (let at = 0; at < entries.length; ) {
      const slot = entries.slot(at);
      const end = entries.endOfSlot(at);
      const total = entries.total(at, end);
      this.gaps.number(slot - previousSlot);
      this.counts.number(total);
      previousSlot = slot;
      this.group.split(total, entries, at, end, GROUP_SECONDS);
      while (at < end) {
        const to = entries.endOfGroup(at, end);
        this.second.split(entries.total(at, to), entries, at, to, 1);
        at = to;
      }
    }
    this.block.add(cells, BLOCK_SECONDS);
    this.group.add(cells, GROUP_SECONDS);
    this.second.add(cells, 1);
  }

  finish(): ColumnStreams {
    return {
      block: [this.heads.finish(), this.gaps.finish(), this.counts.finish(), ...this.block.figures()],
      group: [...this.group.splits(), ...this.group.figures()],
      second: [...this.second.splits(), ...this.second.figures()],
    };
  }
}

/** Slot, second and count in 32 bits, so that they sort as one. Counts that do not fit stand beside. */
const COUNT_BITS = 11;
const LARGE = (1 << COUNT_BITS) - 1;

const NO_PAIRS = new Uint32Array(0);

class Entries {
  private readonly packed: Uint32Array;
  private readonly large = new Map<number, number>();

  constructor(cells: HistogramCells['cells']) {
    let length = 0;
    for (const cell of cells) length += (cell?.pairs.length ?? 0) / 2;
    this.packed = new Uint32Array(length);
    let at = 0;
    for (let second = 0; second < cells.length; second++) {
      const pairs = cells[second]?.pairs ?? NO_PAIRS;
      for (let i = 0; i < pairs.length; i += 2) {
        const key = (pairs[i] ?? 0) * 64 + second;
        const count = pairs[i + 1] ?? 0;
        if (count >= LARGE) this.large.set(key, count);
        this.packed[at++] = key * (LARGE + 1) + Math.min(count, LARGE);
      }
    }
    this.packed.sort();
  }

  get length(): number {
    return this.packed.length;
  }
  slot(at: number): number {
    return (this.packed[at] ?? 0) >>> (COUNT_BITS + 6);
  }
  second(at: number): number {
    return ((this.packed[at] ?? 0) >>> COUNT_BITS) & 63;
  }
  count(at: number): number {
    const packed = this.packed[at] ?? 0;
    const count = packed & LARGE;
    return count === LARGE ? (this.large.get(packed >>> COUNT_BITS) ?? LARGE) : count;
  }
  total(from: number, to: number): number {
    let total = 0;
    for (let at = from; at < to; at++) total += this.count(at);
    return total;
  }
  slots(): number {
    let slots = 0;
    for (let at = 0; at < this.length; at = this.endOfSlot(at)) slots++;
    return slots;
  }
  endOfSlot(from: number): number {
    const slot = this.slot(from);
    let end = from + 1;
    while (end < this.length && this.slot(end) === slot) end++;
    return end;
  }
  endOfGroup(from: number, most: number): number {
    const group = Math.floor(this.second(from) / GROUP_SECONDS);
    let end = from + 1;
    while (end < most && Math.floor(this.second(end) / GROUP_SECONDS) === group) end++;
    return end;
  }
}

/** How sums, minima and maxima differ from what the slots say. */
class FigureWriter {
  private readonly sums = new ByteWriter();
  private readonly edges = new ByteWriter();

  add(cells: HistogramCells['cells'], width: number): void {
    for (let start = 0; start < cells.length; start += width) {
      let off = 0;
      let min = Number.POSITIVE_INFINITY;
      let max = 0;
      let first = Number.POSITIVE_INFINITY;
      let last = -1;
      for (let second = start; second < Math.min(start + width, cells.length); second++) {
        const cell = cells[second];
        if (!cell) continue;
        const { pairs } = cell;
        off += cell.sum;
        min = Math.min(min, cell.min);
        max = Math.max(max, cell.max);
        first = Math.min(first, pairs[0] ?? 0);
        last = Math.max(last, pairs.at(-2) ?? 0);
        for (let i = 0; i < pairs.length; i += 2) off -= slotMiddle(pairs[i] ?? 0) * (pairs[i + 1] ?? 0);
      }
      if (last < 0) continue;
      this.sums.number(zigzag(off));
      this.edges.number(min - slotLowest(first));
      this.edges.number(max - slotLowest(last));
    }
  }

  figures(): Uint8Array[] {
    return [this.sums.finish(), this.edges.finish()];
  }
}

/** How counts split into parts: where one latency is, the numbers of the ways of two and three, and counts of more. */
class SplitWriter extends FigureWriter {
  private readonly ways: typeof IN_GROUPS;
  private readonly singles = new ByteWriter();
  private readonly doubles = new ByteWriter();
  private readonly triples = new ByteWriter();
  private readonly more = new ByteWriter();
  private readonly parts: number[] = [];

  constructor(ways: typeof IN_GROUPS) {
    super();
    this.ways = ways;
  }

  split(total: number, entries: Entries, from: number, to: number, width: number): void {
    const { parts } = this;
    parts.length = 0;
    const part = (at: number) => Math.floor(entries.second(at) / width) % (width === 1 ? GROUP_SECONDS : 64);
    if (total === 1) this.singles.number(part(from));
    else if (total > 3) this.counts(entries, from, to, part);
    else {
      for (let at = from; at < to; at++) for (let n = entries.count(at); n > 0; n--) parts.push(part(at));
      if (total === 2) this.doubles.number(this.ways.doubles.numberOf(parts));
      else this.triples.number(this.ways.triples.numberOf(parts));
    }
  }

  splits(): Uint8Array[] {
    return [this.singles.finish(), this.doubles.finish(), this.triples.finish(), this.more.finish()];
  }

  /** Of the parts from the first one on, until nothing is left to be split. */
  private counts(entries: Entries, from: number, to: number, part: (at: number) => number): void {
    let next = 0;
    for (let at = from; at < to; ) {
      const here = part(at);
      for (; next < here; next++) this.more.number(0);
      let count = 0;
      for (; at < to && part(at) === here; at++) count += entries.count(at);
      this.more.number(count);
      next++;
    }
  }
}
