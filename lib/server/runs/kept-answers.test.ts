import { expect, it } from 'vitest';
import { KeptAnswers } from './kept-answers.ts';

it('finds once what is asked for again, forgets what was asked for longest ago, and tries again what failed', async () => {
  const asked: string[] = [];
  const kept = new KeptAnswers<string>(2);
  const ask = (key: string) =>
    kept.find(key, async () => {
      asked.push(key);
      if (asked.length === 1) throw new Error('No');
      return `${key}!`;
    });
  await expect(ask('a')).rejects.toThrow('No');
  expect(await Promise.all([ask('a'), ask('a'), ask('b')])).toEqual(['a!', 'a!', 'b!']);
  await ask('a');
  await ask('c');
  await ask('a');
  await ask('b');
  expect(asked).toEqual(['a', 'a', 'b', 'c', 'b']);
});
