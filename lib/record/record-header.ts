import { z } from 'zod';
import { SeriesNames } from './block-head.ts';
import { frame } from './frames.ts';

/** What a record starts with, and how a file that is none is refused. */

export const RECORD_VERSION = 2;

export const RecordHeader = z.object({
  format: z.literal('rehearsal-record'),
  version: z.literal(RECORD_VERSION),
  runId: z.string(),
  startedAt: z.iso.datetime(),
  /** Requests by index, as known at the start; blocks may add more. */
  series: z.array(SeriesNames),
  scenarios: z.array(z.string()),
});
export type RecordHeader = z.output<typeof RecordHeader>;

/** A file that is no record at all, or one of a version that this Rehearsal does not know. */
export class NotARecord extends Error {
  override name = 'NotARecord';
}

/** A record of which a part does not add up. */
export class DamagedRecord extends Error {
  override name = 'DamagedRecord';
}

export function encodeHeader(header: Omit<RecordHeader, 'format' | 'version'>): Uint8Array {
  const whole: RecordHeader = { format: 'rehearsal-record', version: RECORD_VERSION, ...header };
  return frame(new TextEncoder().encode(JSON.stringify(whole)));
}

/** The content of the first frame of any version; undefined when it is none. */
export function versionOf(payload: Uint8Array | undefined): number | undefined {
  const start = z.object({ format: z.literal('rehearsal-record'), version: z.number() });
  return start.safeParse(jsonIn(payload)).data?.version;
}

/** Throws NotARecord. */
export function decodeHeader(payload: Uint8Array | undefined): RecordHeader {
  const version = versionOf(payload);
  if (version === undefined)
    throw new NotARecord('This is not the record of a run: it does not start with a header.');
  if (version > RECORD_VERSION)
    throw new NotARecord(
      `This record is of version ${version}, written by a newer Rehearsal: this one reads version ${RECORD_VERSION}. Update it to read the file.`,
    );
  const header = RecordHeader.safeParse(jsonIn(payload));
  if (!header.success)
    throw new NotARecord(
      `This record is of version ${version}; this version of Rehearsal reads version ${RECORD_VERSION}.`,
    );
  return header.data;
}

function jsonIn(payload: Uint8Array | undefined): unknown {
  if (!payload) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(payload));
  } catch {
    return undefined;
  }
}
