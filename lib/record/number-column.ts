import { ByteWriter } from '../bytes/byte-writer.ts';
import { columnOfPair, nothingOf, pairOf, type Rule, rowOfPair, together } from './dictionary.ts';
import { NumberStream } from './number-stream.ts';

/** Numbers of a block at one level: for every pair of column and row as many values as the level has parts. */
export type BlockNumbers = Map<number, readonly number[]>;

/** Values of `width` seconds go together as their column says; the last part may be shorter. */
export function rollUp(values: ArrayLike<number>, seconds: number, width: number, rule: Rule): number[] {
  const parts: number[] = [];
  for (let from = 0; from < seconds; from += width) {
    let value = nothingOf(rule);
    for (let at = from; at < Math.min(from + width, seconds); at++)
      value = together(rule, value, values[at] ?? 0);
    parts.push(value);
  }
  return parts;
}

const isPlain = (value: number): boolean => value >= 0 && Number.isSafeInteger(value);

/** Whole numbers from 0 up as varints; rows with any other are floating-point numbers of 64 bits, little-endian. */
export function encodeNumbers(numbers: BlockNumbers): Uint8Array[] {
  const heads = new ByteWriter();
  const whole = new ByteWriter();
  const others: number[] = [];
  let previous = 0;
  for (const pair of [...numbers.keys()].sort((a, b) => a - b)) {
    const values = numbers.get(pair) ?? [];
    const areWhole = values.every(isPlain);
    heads.number(columnOfPair(pair) - columnOfPair(previous));
    heads.number(rowOfPair(pair) * 2 + (areWhole ? 0 : 1));
    previous = pair;
    if (areWhole) for (const value of values) whole.number(value);
    else others.push(...values);
  }
  const floats = new DataView(new ArrayBuffer(others.length * 8));
  for (const [at, value] of others.entries()) floats.setFloat64(at * 8, value, true);
  return [heads.finish(), whole.finish(), new Uint8Array(floats.buffer)];
}

/** Throws RangeError on streams that `encodeNumbers` cannot have written. */
export function decodeNumbers(
  [heads = NONE, whole = NONE, others = NONE]: readonly Uint8Array[],
  parts: number,
  isWanted: (column: number) => boolean = () => true,
): BlockNumbers {
  const [head, value] = [new NumberStream(heads), new NumberStream(whole)];
  const floats = new DataView(others.buffer, others.byteOffset, others.byteLength);
  const numbers: BlockNumbers = new Map();
  let column = 0;
  let at = 0;
  while (!head.ended) {
    column += head.next();
    const row = head.next();
    if (!isWanted(column)) {
      if (row % 2 === 0) value.skip(parts);
      else at += 8 * parts;
      continue;
    }
    const own: number[] = [];
    for (let i = 0; i < parts; i++)
      if (row % 2 === 0) own.push(value.next());
      else {
        own.push(floats.getFloat64(at, true));
        at += 8;
      }
    numbers.set(pairOf(column, Math.floor(row / 2)), own);
  }
  if (!value.ended || at !== others.length) throw new RangeError('There are more numbers than rows');
  return numbers;
}

const NONE = new Uint8Array(0);
