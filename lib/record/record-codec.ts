import { z } from 'zod';
import type { Snapshot } from '../run/snapshot.ts';
import { frame, readFrames } from './frames.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshot-codec.ts';

/** The record of a run: a header frame (JSON), then one frame a second. Written as it happens, append only. */
export const RECORD_VERSION = 1;

export const RecordHeader = z.object({
  format: z.literal('rehearsal-record'),
  version: z.literal(RECORD_VERSION),
  runId: z.string(),
  startedAt: z.iso.datetime(),
  /** What the indexes in snapshots stand for. */
  series: z.array(z.object({ scenario: z.string(), group: z.string(), name: z.string() })),
  scenarios: z.array(z.string()),
});
export type RecordHeader = z.output<typeof RecordHeader>;

export type RunRecord = {
  header: RecordHeader;
  /** Ascending, without gaps: from the first one missing or damaged on, nothing is taken. */
  snapshots: Snapshot[];
  /** Bytes at the end that could not be read: a torn last write, or damage. */
  lostBytes: number;
};

/** A file that is no record at all, or one of a version that this Rehearsal does not know. */
export class NotARecord extends Error {
  override name = 'NotARecord';
}

export function encodeHeader(header: Omit<RecordHeader, 'format' | 'version'>): Uint8Array {
  const whole: RecordHeader = { format: 'rehearsal-record', version: RECORD_VERSION, ...header };
  return frame(new TextEncoder().encode(JSON.stringify(whole)));
}

/** The frame of one second. */
export function encodeSecond(snapshot: Snapshot): Uint8Array {
  return frame(encodeSnapshot(snapshot));
}

/** Reads a record, also one whose writer was killed. Throws NotARecord when not even the header can be read. */
export function decodeRecord(bytes: Uint8Array): RunRecord {
  const { payloads, intactBytes } = readFrames(bytes);
  const [first, ...seconds] = payloads;
  const header = headerOf(first);
  const snapshots: Snapshot[] = [];
  let lostBytes = bytes.length - intactBytes;
  for (const [index, payload] of seconds.entries()) {
    const snapshot = decodeSnapshot(payload);
    if (snapshot.second !== index) {
      lostBytes += seconds.slice(index).reduce((sum, rest) => sum + rest.length, 0);
      break;
    }
    snapshots.push(snapshot);
  }
  return { header, snapshots, lostBytes };
}

function headerOf(payload: Uint8Array | undefined): RecordHeader {
  if (!payload) throw new NotARecord('This is not the record of a run: its first lines cannot be read.');
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder().decode(payload));
  } catch {
    throw new NotARecord('This is not the record of a run: it does not start with a header.');
  }
  const header = RecordHeader.safeParse(content);
  if (!header.success)
    throw new NotARecord(
      `This record was not written by this version of Rehearsal (it reads version ${RECORD_VERSION}).`,
    );
  return header.data;
}
