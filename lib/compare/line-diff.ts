import { diffArrays } from 'diff';

/** A line that only one of two texts has; `at` is its number there, from 1. */
export type DiffLine = { sign: '+' | '-'; at: number; text: string };

/** What is looked for in texts that have next to nothing in common would take long. Milliseconds. */
const PATIENCE = 500;

/** The fewest lines to take away and to add to make the second text of the first, in order. */
export function lineDiff(before: readonly string[], after: readonly string[]): DiffLine[] {
  const changes = diffArrays([...before], [...after], { timeout: PATIENCE }) ?? [
    { removed: true, added: false, value: [...before] },
    { removed: false, added: true, value: [...after] },
  ];
  let [one, other] = [1, 1];
  return changes.flatMap(({ removed, added, value }): DiffLine[] => {
    const [from, to] = [one, other];
    if (!added) one += value.length;
    if (!removed) other += value.length;
    if (removed) return value.map((text, at) => ({ sign: '-', at: from + at, text }));
    return added ? value.map((text, at) => ({ sign: '+', at: to + at, text })) : [];
  });
}
