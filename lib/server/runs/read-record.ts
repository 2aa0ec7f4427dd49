import { createReadStream } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { frame, readFrames } from '../../record/frames.ts';
import { decodeRecord, NotARecord, type RecordHeader } from '../../record/record-codec.ts';
import { decodeSnapshot } from '../../record/snapshot-codec.ts';
import type { Snapshot } from '../../run/snapshot.ts';

/** Read at a stretch: live updates and stops of another run must not wait for a long record. Bytes. */
const STRETCH_BYTES = 128 * 1024;

export type SecondsReader = {
  onHeader(header: RecordHeader): void | Promise<void>;
  onSnapshot(snapshot: Snapshot): void | Promise<void>;
};

/**
 * Reads a record of version 1, however long, in little pieces and hands over its seconds in order, without gaps, up to a torn or
 * damaged end. False when there is no such file or it is no record.
 */
export async function readRecord(path: string, reader: SecondsReader): Promise<boolean> {
  let rest = Buffer.alloc(0);
  let seconds = -1;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: STRETCH_BYTES })) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const { payloads, intactBytes } = readFrames(rest);
      for (const payload of payloads) {
        if (seconds === -1) {
          await reader.onHeader(decodeRecord(frame(payload)).header);
        } else {
          const snapshot = snapshotIn(payload);
          if (snapshot?.second !== seconds) return true;
          await reader.onSnapshot(snapshot);
        }
        seconds++;
      }
      rest = rest.subarray(intactBytes);
      // A read that is ready already would not let anybody else in between.
      await setImmediate();
    }
  } catch (error) {
    if (error instanceof NotARecord || isMissing(error)) return false;
    throw error;
  }
  return seconds >= 0;
}

function snapshotIn(payload: Uint8Array): Snapshot | undefined {
  try {
    return decodeSnapshot(payload);
  } catch {
    return undefined;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
