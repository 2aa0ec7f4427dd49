import { InvalidArgumentError } from 'commander';
import { parseDuration } from '../lib/plan/duration.ts';

/** What stands behind an option, read. Each throws InvalidArgumentError, which says what to write instead. */

export function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('It must be a whole number above 0.');
  return number;
}

export function aboveZero(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return number;
}

/** A server would not take the run later. */
export const upTo =
  ({ maxLength }: { maxLength: number | null }) =>
  (text: string) => {
    if (maxLength !== null && text.length > maxLength)
      throw new InvalidArgumentError(`It may have ${maxLength} characters, and has ${text.length}.`);
    return text;
  };

export function duration(text: string): number {
  const ms = parseDuration(text);
  if (!ms) throw new InvalidArgumentError('It must be a duration such as 5s.');
  return ms;
}
