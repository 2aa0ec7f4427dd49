import { readdir } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeAbout } from '../../record/block-codec.ts';
import { FRAME_HEAD_BYTES, frame, readFrames } from '../../record/frames.ts';
import { readIndex } from '../../record/record-index.ts';
import { Problem } from '../errors.ts';
import { nodeCompression } from '../records/node-compression.ts';
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

  it('belongs to the environment of the same name and address, where there is one', async () => {
    const { ctx, id, file } = await exported();
    const { environmentId } = await ctx.db.run.findUniqueOrThrow({ where: { id } });
    const item = await importRun({ ctx, input: inChunks(file) });
    expect(item.environment.id).toBe(environmentId);
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

  it('is refused when it is something else, or newer than this Rehearsal, and says so', async () => {
    const { file, recordsDir } = await exported();
    const refused = async (bytes: Uint8Array) => {
      const problem = await receiveRunFile(recordsDir, inChunks(bytes)).catch((error: unknown) => error);
      return problem instanceof Problem ? problem.message : 'taken';
    };
    const text = (content: string) => new TextEncoder().encode(content);
    const foreign = [
      text(''),
      text('%PDF-1.7 and so on, for as long as it takes'),
      text(JSON.stringify({ log: { entries: [] } })),
      gzipSync(file),
      frame(text('{"format":"other","version":2}')),
    ];
    for (const bytes of foreign) expect(await refused(bytes)).toContain('This is not the record of a run');

    const { payloads } = readFrames(file);
    const [first = expect.fail()] = payloads;
    const header = JSON.parse(new TextDecoder().decode(first));
    const later = frame(text(JSON.stringify({ ...header, version: 4 })));
    const rest = file.subarray(FRAME_HEAD_BYTES + first.length);
    expect(await refused(Buffer.concat([later, rest]))).toContain('version 4, written by a newer Rehearsal');
    const old = frame(text(JSON.stringify({ ...header, version: 1 })));
    expect(await refused(Buffer.concat([old, rest]))).toContain('reads versions 2 and 3');

    const bytes = { read: async (offset: number, many: number) => file.subarray(offset, offset + many) };
    const record = file.subarray(0, (await readIndex(bytes, file.length)).recordBytes);
    expect(await refused(record)).toContain('does not say of which run it is');
    const about = (content: object) => Buffer.concat(encodeAbout(JSON.stringify(content), nodeCompression));
    expect(await refused(Buffer.concat([record, about({ schema: 2 })]))).toContain(
      'form 2; this one reads form 1',
    );
    expect(await refused(Buffer.concat([record, about({ schema: 1 })]))).toContain(
      'What this file says of its run is not valid',
    );
    expect(await refused(Buffer.concat([record, record]))).toMatch(/damaged or cut off behind byte/);
  });

  it('can be taken in twice: two runs of one plan', async () => {
    const { file } = await exported();
    const there = await supervised();
    const [one, two] = [
      await importRun({ ctx: there.ctx, input: inChunks(file) }),
      await importRun({ ctx: there.ctx, input: inChunks(file) }),
    ];
    expect(two.id).not.toBe(one.id);
    expect(two.plan).toEqual(one.plan);
    await there.ctx.runs.forget(one.id);
    const query = { from: '0' };
    expect((await getWindow({ ctx: there.ctx, input: { id: two.id, query } })).totals.requests).toBe(70);
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
