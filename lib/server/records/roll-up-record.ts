import { open, rename, rm } from 'node:fs/promises';
import type { RolledUpStep } from '../../record/record-header.ts';
import { readIndex } from '../../record/record-index.ts';
import { rolledUp } from '../../record/rolled-up.ts';
import { readAt } from './file-sink.ts';
import { nodeCompression } from './node-compression.ts';
import { isMissing, type RecordPaths } from './open-record.ts';

/**
 * Puts a record in the place of one that has finer steps; whoever reads the old one meanwhile reads it to its end. False when there is
 * none. One that is cut off or damaged stays as it is, and throws.
 */
export async function rollUpRecord({ path }: RecordPaths, step: RolledUpStep): Promise<boolean> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (!file) return false;
  const fresh = `${path}.new`;
  try {
    const source = { read: (offset: number, length: number) => readAt(file, offset, length) };
    const index = await readIndex(source, (await file.stat()).size);
    if (index.step >= step) return true;
    await rm(fresh, { force: true });
    const to = await open(fresh, 'wx', 0o600);
    try {
      for await (const bytes of rolledUp(index, source, nodeCompression, step)) await to.appendFile(bytes);
      await to.datasync();
    } finally {
      await to.close();
    }
    await rename(fresh, path);
    return true;
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}
