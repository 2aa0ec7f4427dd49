import { columnOfPair, pairOf, rowOfPair } from './block-content.ts';
import { ByteWriter } from './byte-writer.ts';
import type { Rule } from './dictionary.ts';
import { NumberStream } from './number-stream.ts';

/** Numbers of a block at one level: for every pair of column and row as many values as the level has parts. */
export type BlockNumbers = Map<number, readonly number[]>;

/** Values of `width` seconds go together as their column says; the last part may be shorter. */
export function rollUp(values: ArrayLike<number>, seconds: number, width: number, rule: Rule): number[] {
  const parts: number[] = [];
  for (let from = 0; from < seconds; from += width) {
    const end = Math.min(from + width, seconds);
    let value = rule === 'last' ? (values[end - 1] ?? 0) : 0;
    if (rule !== 'last')
      for (let at = from; at < end; at++) {
        const one = values[at] ?? 0;
        value = rule === 'max' ? Math.max(value, one) : value + one;
      }
    parts.push(value);
  }
  return parts;
}

export function encodeNumbers(numbers: BlockNumbers): Uint8Array[] {
  const heads = new ByteWriter();
  const values = new ByteWriter();
  let previous = 0;
  for (const pair of [...numbers.keys()].sort((a, b) => a - b)) {
    heads.number(columnOfPair(pair) - columnOfPair(previous));
    heads.number(rowOfPair(pair));
    previous = pair;
    for (const value of numbers.get(pair) ?? []) values.number(value);
  }
  return [heads.finish(), values.finish()];
}

/** Throws RangeError on streams that `encodeNumbers` cannot have written. */
export function decodeNumbers(streams: readonly Uint8Array[], parts: number): BlockNumbers {
  const [heads, values] = streams.map((stream) => new NumberStream(stream));
  if (!heads || !values) throw new RangeError('Not the numbers of a block');
  const numbers: BlockNumbers = new Map();
  let column = 0;
  while (!heads.ended) {
    column += heads.next();
    const row = heads.next();
    const own: number[] = [];
    for (let i = 0; i < parts; i++) own.push(values.next());
    numbers.set(pairOf(column, row), own);
  }
  if (!values.ended) throw new RangeError('There are more numbers than rows');
  return numbers;
}
