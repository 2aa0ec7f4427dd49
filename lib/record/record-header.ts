import { z } from 'zod';
import { SeriesNames } from './block-head.ts';
import { frame } from './frames.ts';

/** What a record starts with, and how a file that is none is refused. */

export const RECORD_VERSION = 2;
/** Of records that were rolled up: as version 2, without the finer levels. */
export const ROLLED_UP_VERSION = 3;

/** Seconds of the finest steps of a record that was rolled up. */
export const ROLLED_UP_STEPS = [10, 60] as const;
export const RolledUpStep = z.union(ROLLED_UP_STEPS.map((step) => z.literal(step)));
export type RolledUpStep = z.output<typeof RolledUpStep>;

const Described = z.object({
  format: z.literal('rehearsal-record'),
  runId: z.string(),
  startedAt: z.iso.datetime(),
  /** Requests by index, as known at the start; blocks may add more. */
  series: z.array(SeriesNames),
  scenarios: z.array(z.string()),
});
export const RecordHeader = z.discriminatedUnion('version', [
  Described.extend({ version: z.literal(RECORD_VERSION) }),
  Described.extend({ version: z.literal(ROLLED_UP_VERSION), step: RolledUpStep }),
]);
export type RecordHeader = z.output<typeof RecordHeader>;

/** What a record begins with that has every second. */
export type NewRecord = Omit<z.output<typeof Described>, 'format'>;

/** Seconds of the finest steps of a record. */
export const stepOf = (header: RecordHeader): 1 | RolledUpStep =>
  header.version === ROLLED_UP_VERSION ? header.step : 1;

/** A file that is no record at all, or one of a version that this Rehearsal does not know. */
export class NotARecord extends Error {
  override name = 'NotARecord';
}

/** A record of which a part does not add up. */
export class DamagedRecord extends Error {
  override name = 'DamagedRecord';
}

export const encodeHeader = (header: NewRecord): Uint8Array =>
  framed({ format: 'rehearsal-record', version: RECORD_VERSION, ...header });

/** The header of a record that is rolled up to steps of so many seconds. */
export const encodeRolledUpHeader = (
  { runId, startedAt, series, scenarios }: NewRecord,
  step: RolledUpStep,
): Uint8Array =>
  framed({
    ...{ format: 'rehearsal-record', version: ROLLED_UP_VERSION, step },
    ...{ runId, startedAt, series, scenarios },
  });

const framed = (header: RecordHeader) => frame(new TextEncoder().encode(JSON.stringify(header)));

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
  if (version > ROLLED_UP_VERSION)
    throw new NotARecord(
      `This record is of version ${version}, written by a newer Rehearsal: this one reads version ${ROLLED_UP_VERSION}. Update it to read the file.`,
    );
  const header = RecordHeader.safeParse(jsonIn(payload));
  if (!header.success)
    throw new NotARecord(
      `This record is of version ${version}; this version of Rehearsal reads versions ${RECORD_VERSION} and ${ROLLED_UP_VERSION}.`,
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
