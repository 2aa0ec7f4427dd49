import { MAX_LATENCY_US, slotOf } from './slots.ts';
import { readVarint, varintLength, writeVarint } from './varint.ts';

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
  if (bytes.length === 0) return undefined;
  const cursor = { offset: 0 };
  const total = readVarint(bytes, cursor);
  const sum = readVarint(bytes, cursor);
  const min = readVarint(bytes, cursor);
  const max = readVarint(bytes, cursor);
  if (max > MAX_LATENCY_US || min > max)
    throw new RangeError('Not a latency histogram: minimum and maximum do not fit');
  const pairs: number[] = [];
  let slot = slotOf(min);
  let counted = 0;
  while (cursor.offset < bytes.length) {
    slot += readVarint(bytes, cursor);
    const count = readVarint(bytes, cursor);
    counted += count;
    pairs.push(slot, count);
  }
  if (counted !== total || slot > slotOf(max))
    throw new RangeError('Not a latency histogram: its counts do not add up');
  return { total, sum, min, max, pairs: Uint32Array.from(pairs) };
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

/** The sparse form, as `LatencyHistogram.encode` makes it. */
export function writeSparse({
  total,
  sum,
  min,
  max,
  pairs,
}: Omit<SparseHistogram, 'pairs'> & { pairs: ArrayLike<number> }): Uint8Array {
  const numbers = [total, sum, min, max];
  let previous = slotOf(min);
  for (let i = 0; i < pairs.length; i += 2) {
    const slot = pairs[i] ?? 0;
    numbers.push(slot - previous, pairs[i + 1] ?? 0);
    previous = slot;
  }
  const bytes = new Uint8Array(numbers.reduce((length, number) => length + varintLength(number), 0));
  let offset = 0;
  for (const number of numbers) offset = writeVarint(bytes, offset, number);
  return bytes;
}
