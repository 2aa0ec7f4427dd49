import { ByteWriter } from '../bytes/byte-writer.ts';
import { readVarint } from '../bytes/varint.ts';
import { MAX_LATENCY_US, MAX_SLOT, slotOf } from './slots.ts';

/** A `LatencyHistogram` in its sparse form, opened without making one. Microseconds. */
export type SparseHistogram = {
  total: number;
  sum: number;
  min: number;
  max: number;
  /** Slot and count of every occupied slot, ascending. */
  pairs: Uint32Array;
};

/** Throws RangeError on bytes that `LatencyHistogram.encode` cannot have written; undefined when it is empty. */
export function readSparse(bytes: Uint8Array): SparseHistogram | undefined {
  const sparse = peekSparse(bytes);
  return sparse && { ...sparse, pairs: sparse.pairs.slice() };
}

/** Slots and counts of the one that was peeked at last: no histogram has more slots. */
const PEEKED = new Uint32Array(2 * (MAX_SLOT + 1));

/** The same, valid until the next one is read. */
export function peekSparse(bytes: Uint8Array): SparseHistogram | undefined {
  if (bytes.length === 0) return undefined;
  const cursor = { offset: 0 };
  const total = readVarint(bytes, cursor);
  const sum = readVarint(bytes, cursor);
  const min = readVarint(bytes, cursor);
  const max = readVarint(bytes, cursor);
  if (max > MAX_LATENCY_US || min > max)
    throw new RangeError('Not a latency histogram: minimum and maximum do not fit');
  let length = 0;
  let slot = slotOf(min);
  let counted = 0;
  while (cursor.offset < bytes.length) {
    slot += readVarint(bytes, cursor);
    const count = readVarint(bytes, cursor);
    counted += count;
    if (length === PEEKED.length) throw new RangeError('Not a latency histogram: it has too many slots');
    PEEKED[length++] = slot;
    PEEKED[length++] = count;
  }
  if (counted !== total || slot > slotOf(max))
    throw new RangeError('Not a latency histogram: its counts do not add up');
  return { total, sum, min, max, pairs: PEEKED.subarray(0, length) };
}

/** Microseconds of all latencies of a sparse form together: no histogram is needed for a mean. */
export function sumOf(sparse: Uint8Array): number {
  if (sparse.length === 0) return 0;
  const cursor = { offset: 0 };
  readVarint(sparse, cursor);
  return readVarint(sparse, cursor);
}

/** What `sumOf` reads, and nothing else can: of latencies of which only the sum is known. */
export const sumAlone = (sum: number): Uint8Array =>
  writeSparse({ total: 0, sum, min: 0, max: 0, pairs: [] });

type Figures = Omit<SparseHistogram, 'pairs'>;

/** The sparse form of what has these slots and counts, as `LatencyHistogram.encode` makes it. */
export function writeSparse({ pairs, ...figures }: Figures & { pairs: ArrayLike<number> }): Uint8Array {
  const to = new SparseWriter(figures);
  for (let i = 0; i < pairs.length; i += 2) to.add(pairs[i] ?? 0, pairs[i + 1] ?? 0);
  return to.finish();
}

/** All are written in the same place, one after the other: they are many, and each would let its place grow anew. */
const BYTES = new ByteWriter();

/** Writes one sparse form, slots ascending. Good until the next one is made. */
export class SparseWriter {
  private slot: number;

  constructor({ total, sum, min, max }: Figures) {
    this.slot = slotOf(min);
    BYTES.clear();
    for (const figure of [total, sum, min, max]) BYTES.number(figure);
  }

  add(slot: number, count: number): void {
    BYTES.number(slot - this.slot);
    BYTES.number(count);
    this.slot = slot;
  }

  finish(): Uint8Array {
    return BYTES.finish();
  }
}
