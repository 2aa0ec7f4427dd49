import { describe, expect, test } from 'vitest';
import { prepared } from './prepared.ts';

describe('prepared', () => {
  test('hands over every item in its order, each once it is prepared, the next ones meanwhile', async () => {
    const done: number[] = [];
    const begun: number[] = [];
    const prepare = async (item: number) => {
      begun.push(item);
      // The first ones take longest.
      for (let turn = item; turn < 10; turn++) await Promise.resolve();
      done.push(item);
    };
    const seen: number[] = [];
    for await (const item of prepared([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], prepare)) {
      expect(done).toContain(item);
      if (item < 9) expect(begun).toContain(item + 1);
      seen.push(item);
    }
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('prepares only a few ahead', async () => {
    let begun = 0;
    const all = prepared(Array.from({ length: 100 }).keys(), async () => void begun++);
    await all.next();
    expect(begun).toBe(5);
  });

  test('throws what goes wrong when it is the turn of its item, and not when nobody comes so far', async () => {
    const prepare = async (item: string) => {
      if (item === 'broken') throw new Error('cannot be read');
    };
    const seen: string[] = [];
    const readAll = async () => {
      for await (const item of prepared(['a', 'b', 'broken', 'c'], prepare)) seen.push(item);
    };
    await expect(readAll()).rejects.toThrow('cannot be read');
    expect(seen).toEqual(['a', 'b']);
    for await (const item of prepared(['a', 'broken'], prepare)) {
      expect(item).toBe('a');
      break;
    }
  });
});
