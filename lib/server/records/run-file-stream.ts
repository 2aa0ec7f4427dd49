import { createReadStream } from 'node:fs';
import { encodeAbout } from '../../record/block-codec.ts';
import type { RunFile } from '../../record/run-file.ts';
import { nodeCompression } from './node-compression.ts';

/** The bytes of a run's file behind its record. */
export const aboutBytes = (about: RunFile): Uint8Array =>
  Buffer.concat(encodeAbout(JSON.stringify(about), nodeCompression));

/** A record's first `bytes` bytes, then what it says of its run. Read as it is sent. */
export function runFileStream(path: string, bytes: number, about: RunFile): ReadableStream<Uint8Array> {
  const parts = partsOf(path, bytes, about);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await parts.return();
    },
  });
}

async function* partsOf(path: string, bytes: number, about: RunFile): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of createReadStream(path, { end: bytes - 1 })) yield new Uint8Array(chunk);
  yield aboutBytes(about);
}
