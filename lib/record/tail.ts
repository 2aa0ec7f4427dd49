import { z } from 'zod';
import { ByteReader } from '../bytes/byte-reader.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import type { Series } from '../run/series.ts';
import type { Snapshot } from '../run/snapshot.ts';
import { SeriesNames } from './block-head.ts';
import { frame, readFrames } from './frames.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshot-codec.ts';

/** The seconds since the last sealed block, each a frame: what outlives a process that is killed. */

export type TailSecond = { snapshot: Snapshot; added: SeriesNames[] };

export function encodeTailSecond(snapshot: Snapshot, added: readonly Series[]): Uint8Array {
  const to = new ByteWriter();
  to.text(JSON.stringify(added));
  to.block(encodeSnapshot(snapshot));
  return frame(to.finish());
}

/** Seconds from `from` on, in order, up to a torn or damaged end. Earlier ones are in a sealed block already. */
export function decodeTail(bytes: Uint8Array, from: number): TailSecond[] {
  const seconds: TailSecond[] = [];
  for (const payload of readFrames(bytes).payloads) {
    const second = secondIn(payload);
    if (!second) break;
    if (second.snapshot.second < from) continue;
    if (second.snapshot.second !== from + seconds.length) break;
    seconds.push(second);
  }
  return seconds;
}

function secondIn(payload: Uint8Array): TailSecond | undefined {
  try {
    const reader = new ByteReader(payload);
    const added = z.array(SeriesNames).parse(JSON.parse(reader.text()));
    return { added, snapshot: decodeSnapshot(reader.block()) };
  } catch {
    return undefined;
  }
}
