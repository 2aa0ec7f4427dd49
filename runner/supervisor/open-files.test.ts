import { closeSync, existsSync, openSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { OpenFiles } from './open-files.ts';

const files = (count: number) => Array.from({ length: count }, () => openSync('/dev/null', 'r'));

it.runIf(existsSync('/proc/self/fd'))('follows what a process opens and closes', async () => {
  const own = new OpenFiles(process.pid);
  await vi.waitFor(() => expect(own.now()).toBeGreaterThan(0));
  const before = own.now();
  const opened = files(50);
  const after = new OpenFiles(process.pid);
  await vi.waitFor(() => expect(after.now()).toBeGreaterThanOrEqual(before + 40));
  for (const file of opened) closeSync(file);
});

it('says 0 of a process that is gone', () => {
  expect(new OpenFiles(2 ** 30).now()).toBe(0);
});
