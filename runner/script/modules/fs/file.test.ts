import { expect, test } from 'vitest';
import { createFs, SeekMode } from './file.ts';

const fs = (inInit = true) =>
  createFs({
    read: (path) => {
      if (path === 'no.txt') throw new Error('there is no such file');
      return Buffer.from('hello');
    },
    inInit: () => inInit,
    promised: async (make) => make(),
  });

test('reads in pieces up to the end, and again after a seek', async () => {
  const file = await fs().open('data/a.txt');
  expect(file.path).toBe('data/a.txt');
  expect(await file.stat()).toEqual({ name: 'a.txt', size: 5 });
  const into = new Uint8Array(3);
  expect([await file.read(into), Buffer.from(into).toString()]).toEqual([3, 'hel']);
  expect([await file.read(into), Buffer.from(into).toString()]).toEqual([2, 'lol']);
  expect(await file.read(into)).toBeNull();
  expect(await file.seek(-4, SeekMode.End)).toBe(1);
  expect(await file.seek(1, SeekMode.Current)).toBe(2);
  expect(await file.read(into)).toBe(3);
  expect(await file.seek(0, SeekMode.Start)).toBe(0);
});

test('each opening has its own place', async () => {
  const [one, two] = [await fs().open('a'), await fs().open('a')];
  await one.seek(5, SeekMode.Start);
  expect(await two.read(new Uint8Array(9))).toBe(5);
});

test('says what is wrong', async () => {
  await expect(fs().open('no.txt')).rejects.toThrow('no such file');
  await expect(fs().open('')).rejects.toThrow('path');
  await expect(fs(false).open('a')).rejects.toThrow('init context');
  const file = await fs().open('a');
  await expect(file.read('x')).rejects.toThrow('Uint8Array');
  await expect(file.seek(6, SeekMode.Start)).rejects.toThrow('leave the file');
  await expect(file.seek(0, 7)).rejects.toThrow('SeekMode');
});
