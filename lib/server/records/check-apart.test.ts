import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exportRun } from '../runs/export.ts';
import { queueRun, supervised } from '../testing/supervised.ts';
import { checkApart } from './check-apart.ts';
import { checkFile } from './check-file.ts';

const LARGE = 100_000_000;

it('says of a large file, read by a thread, what reading it here says', { timeout: 60_000 }, async () => {
  const { ctx, runs, engine, audience, dataDir } = await supervised();
  await runs.start();
  const id = await queueRun(ctx, { release: '3.1' });
  (await engine.next()).begin().pass(70).finish();
  await audience.finished(id);
  const path = join(dataDir, 'whole');
  const whole = new Uint8Array(await (await exportRun({ ctx, input: { id } })).arrayBuffer());
  await writeFile(path, whole);
  const here = await checkFile(path);
  expect(here).toMatchObject({ ok: true, about: { release: '3.1' } });
  expect(await checkApart(path, LARGE)).toEqual(here);

  await writeFile(path, (await readFile(path)).subarray(0, whole.length - 9));
  const damaged = await checkApart(path, LARGE);
  expect(damaged).toMatchObject({ ok: false, message: expect.stringContaining('damaged or cut off') });
  expect(damaged).toEqual(await checkFile(path));
  await expect(checkApart(join(dataDir, 'none'), LARGE)).rejects.toThrow('ENOENT');
});
