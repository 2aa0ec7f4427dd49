import { MAX_SLOT, slotLowest, slotMiddle } from '../histogram/slots.ts';
import {
  BLOCK_SECONDS,
  type ColumnStreams,
  GROUP_SECONDS,
  GROUPS,
  IN_GROUPS,
  IN_SECONDS,
  type Level,
  unzigzag,
} from './histogram-form.ts';
import { NumberStream } from './number-stream.ts';

/**
 * The histograms of one row at one level. Entries say which part of the block (second, group or 0) has how many
 * latencies in which slot; ascending by slot. Valid until the next row is read.
 */
export type RowHistograms = {
  row: number;
  length: number;
  part: Uint8Array;
  slot: Uint16Array;
  count: Float64Array;
  /** By part: how many latencies, and in microseconds their sum, minimum and maximum. */
  totals: Float64Array;
  sums: Float64Array;
  mins: Float64Array;
  maxs: Float64Array;
};

/**
 * Hands over the rows that are wanted. Throws RangeError on streams that `HistogramColumnWriter` cannot have written.
 * `streams` has the levels down to `level`.
 */
export function readHistogramColumn(
  streams: Partial<ColumnStreams>,
  level: Level,
  visit: (histograms: RowHistograms) => void,
  isWanted: (row: number) => boolean = () => true,
): void {
  const [heads, gaps, counts, ...blockFigures] = opened(streams.block);
  const group = level === 'block' ? undefined : new Splits(streams.group, IN_GROUPS, GROUPS);
  const second = level === 'second' ? new Splits(streams.second, IN_SECONDS, GROUP_SECONDS) : undefined;
  const figures = second?.figures ?? group?.figures ?? blockFigures;
  const found = SHARED[level];
  if (!heads || !gaps || !counts) throw broken();
  let row = 0;
  while (!heads.ended) {
    row += heads.next();
    const slots = heads.next();
    if (slots > MAX_SLOT) throw broken();
    const isOurs = isWanted(row);
    if (!isOurs && !group) {
      gaps.skip(slots);
      counts.skip(slots);
      if (slots > 0) Entries.skip(blockFigures);
      continue;
    }
    found.clear();
    if (!group) {
      found.fill(slots, gaps, counts);
      visit(found.finish(row, figures));
      continue;
    }
    let slot = 0;
    for (let i = 0; i < slots; i++) {
      slot += gaps.next();
      const total = counts.next();
      if (slot > MAX_SLOT || total === 0 || (i > 0 && slot <= found.lastSlot)) throw broken();
      found.lastSlot = slot;
      const inGroups = group.split(total);
      for (let g = 0; g < GROUPS; g++) {
        const ofGroup = inGroups[g] ?? 0;
        if (ofGroup === 0) continue;
        if (!second) {
          found.add(g, slot, ofGroup);
          continue;
        }
        const inSeconds = second.split(ofGroup);
        for (let s = 0; s < GROUP_SECONDS; s++) {
          const ofSecond = inSeconds[s] ?? 0;
          if (ofSecond > 0) found.add(g * GROUP_SECONDS + s, slot, ofSecond);
        }
      }
    }
    const histograms = found.finish(row, figures);
    if (isOurs) visit(histograms);
  }
}

const opened = (streams: readonly Uint8Array[] | undefined): NumberStream[] =>
  (streams ?? []).map((stream) => new NumberStream(stream));

const broken = () => new RangeError('Not a column of latency histograms');

class Splits {
  readonly figures: NumberStream[];
  private readonly ways: typeof IN_GROUPS;
  private readonly parts: Float64Array;
  private readonly singles: NumberStream;
  private readonly doubles: NumberStream;
  private readonly triples: NumberStream;
  private readonly more: NumberStream;

  constructor(streams: readonly Uint8Array[] | undefined, ways: typeof IN_GROUPS, parts: number) {
    const [singles, doubles, triples, more, ...figures] = opened(streams);
    if (!singles || !doubles || !triples || !more) throw broken();
    this.singles = singles;
    this.doubles = doubles;
    this.triples = triples;
    this.more = more;
    this.figures = figures;
    this.ways = ways;
    this.parts = new Float64Array(parts);
  }

  /** How many of `total` are in each part. Used again by the next call. */
  split(total: number): Float64Array {
    const { parts } = this;
    parts.fill(0);
    if (total === 1) this.put(this.singles.next());
    else if (total === 2) this.putAll(this.ways.doubles.partsOf(this.doubles.next()));
    else if (total === 3) this.putAll(this.ways.triples.partsOf(this.triples.next()));
    else {
      let left = total;
      for (let part = 0; left > 0; part++) {
        const count = this.more.next();
        if (part >= parts.length || count > left) throw broken();
        parts[part] = count;
        left -= count;
      }
    }
    return parts;
  }

  private put(part: number): void {
    if (part >= this.parts.length) throw broken();
    this.parts[part] = (this.parts[part] ?? 0) + 1;
  }

  private putAll(parts: readonly number[] | undefined): void {
    if (!parts) throw broken();
    for (const part of parts) this.put(part);
  }
}

/** Entries of one row, in arrays that are used again. */
class Entries implements RowHistograms {
  row = 0;
  length = 0;
  lastSlot = -1;
  part = new Uint8Array(1024);
  slot = new Uint16Array(1024);
  count = new Float64Array(1024);
  readonly totals: Float64Array;
  readonly sums: Float64Array;
  readonly mins: Float64Array;
  readonly maxs: Float64Array;

  constructor(parts: number) {
    this.totals = new Float64Array(parts);
    this.sums = new Float64Array(parts);
    this.mins = new Float64Array(parts);
    this.maxs = new Float64Array(parts);
  }

  clear(): void {
    this.length = 0;
    this.lastSlot = -1;
    this.totals.fill(0);
    this.sums.fill(0);
    this.mins.fill(-1);
    this.maxs.fill(-1);
  }

  /** All of a row that is not split into parts: nearly all that long stretches are made of. */
  fill(slots: number, gaps: NumberStream, counts: NumberStream): void {
    while (this.slot.length < slots) this.grow();
    const { slot: ownSlots, count: ownCounts } = this;
    let slot = 0;
    let total = 0;
    let sum = 0;
    for (let i = 0; i < slots; i++) {
      const gap = gaps.next();
      const count = counts.next();
      slot += gap;
      if (slot > MAX_SLOT || count === 0 || (i > 0 && gap === 0)) throw broken();
      ownSlots[i] = slot;
      ownCounts[i] = count;
      total += count;
      sum += slotMiddle(slot) * count;
    }
    this.part.fill(0, 0, slots);
    this.length = slots;
    this.totals[0] = total;
    this.sums[0] = sum;
    if (slots > 0) this.mins[0] = slotLowest(ownSlots[0] ?? 0);
    if (slots > 0) this.maxs[0] = slotLowest(slot);
  }

  add(part: number, slot: number, count: number): void {
    if (this.length === this.part.length) this.grow();
    const at = this.length++;
    this.part[at] = part;
    this.slot[at] = slot;
    this.count[at] = count;
    this.totals[part] = (this.totals[part] ?? 0) + count;
    this.sums[part] = (this.sums[part] ?? 0) + slotMiddle(slot) * count;
    const lowest = slotLowest(slot);
    if (this.mins[part] === -1) this.mins[part] = lowest;
    this.maxs[part] = lowest;
  }

  finish(row: number, [sums, edges]: readonly NumberStream[]): RowHistograms {
    if (!sums || !edges) throw broken();
    this.row = row;
    for (let part = 0; part < this.totals.length; part++) {
      if (this.totals[part] === 0) continue;
      this.sums[part] = (this.sums[part] ?? 0) + unzigzag(sums.next());
      this.mins[part] = (this.mins[part] ?? 0) + edges.next();
      this.maxs[part] = (this.maxs[part] ?? 0) + edges.next();
    }
    return this;
  }

  /** Passes over the figures of one part. */
  static skip([sums, edges]: readonly NumberStream[]): void {
    sums?.skip(1);
    edges?.skip(2);
  }

  private grow(): void {
    const [part, slot, count] = [this.part, this.slot, this.count];
    this.part = new Uint8Array(part.length * 2);
    this.slot = new Uint16Array(part.length * 2);
    this.count = new Float64Array(part.length * 2);
    this.part.set(part);
    this.slot.set(slot);
    this.count.set(count);
  }
}

/** One row is read at a time, and nobody keeps it. */
const SHARED = { block: new Entries(1), group: new Entries(GROUPS), second: new Entries(BLOCK_SECONDS) };
