import { readdir } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { receiveRunFile } from '../records/receive-run-file.ts';
import { queueRun, supervised } from '../testing/supervised.ts';
import { exportRun } from './export.ts';
import { getRun } from './get.ts';
import { importRun } from './import.ts';
import { getSummary } from './summary.ts';
import { getWindow } from './window.ts';

async function exported() {
  const all = await supervised();
  await all.runs.start();
  const id = await queueRun(all.ctx, { release: '3.1', secrets: { TOKEN: 'very-secret-value' } });
  (await all.engine.next()).begin().pass(70).finish();
  await all.audience.finished(id);
  const response = await exportRun({ ctx: all.ctx, input: { id } });
  return { ...all, id, file: new Uint8Array(await response.arrayBuffer()) };
}

async function* inChunks(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('the file of a run', () => {
  it('shows elsewhere the very run that it was made of', async () => {
    const { ctx, id, file } = await exported();
    const there = await supervised();
    const item = await importRun({ ctx: there.ctx, input: inChunks(file) });
    expect(item).toMatchObject({ release: '3.1', status: 'finished', environment: { id: null } });

    const before = await getRun({ ctx, input: { id } });
    const after = await getRun({ ctx: there.ctx, input: { id: item.id } });
    expect(after.plan).toEqual(before.plan);
    expect({ ...after.view, id }).toEqual(before.view);
    expect(await getSummary({ ctx: there.ctx, input: { id: item.id } })).toEqual(
      await getSummary({ ctx, input: { id } }),
    );
    const query = { from: '50', to: '65' };
    expect(await getWindow({ ctx: there.ctx, input: { id: item.id, query } })).toEqual(
      await getWindow({ ctx, input: { id, query } }),
    );
    expect(Buffer.from(file).includes('very-secret-value')).toBe(false);

    const again = await exportRun({ ctx: there.ctx, input: { id: item.id } });
    const second = await importRun({
      ctx: there.ctx,
      input: inChunks(new Uint8Array(await again.arrayBuffer())),
    });
    expect(second.plan).toEqual(item.plan);
  });

  it('is refused with a sentence when anything in it was changed or cut off, and leaves nothing behind', async () => {
    const { file, recordsDir } = await exported();
    const before = await readdir(recordsDir);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(file.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, change, isCut) => {
          const bytes = isCut ? file.slice(0, at) : file.slice();
          if (!isCut) bytes[at] = (bytes[at] ?? 0) ^ change;
          await expect(receiveRunFile(recordsDir, inChunks(bytes))).rejects.toMatchObject({
            name: 'Problem',
            code: 'invalid',
          });
        },
      ),
      { numRuns: 150 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await expect(receiveRunFile(recordsDir, inChunks(bytes))).rejects.toMatchObject({ code: 'invalid' });
      }),
    );
    expect(await readdir(recordsDir)).toEqual(before);
  });

  it('is not read on once it is too large', async () => {
    const { file, recordsDir } = await exported();
    let read = 0;
    async function* counted() {
      for await (const chunk of inChunks(file)) {
        read += chunk.length;
        yield chunk;
      }
    }
    await expect(receiveRunFile(recordsDir, counted(), 2000)).rejects.toMatchObject({ code: 'too-large' });
    expect(read).toBe(3000);
  });
});
