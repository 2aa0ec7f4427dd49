import { z } from 'zod';
import { ByteReader } from '../bytes/byte-reader.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { PHASES } from '../plan/step-lists.ts';
import { STREAM_KINDS } from '../plan/stream-step.ts';
import { Additions } from './dictionary.ts';
import { LEVELS, type Level } from './histogram-form.ts';

/** What of a block can be read alone. Numbers and histograms come by level, histograms by column too. */
export type SectionName =
  | { kind: 'numbers'; level: Level }
  | { kind: 'histograms'; column: number; level: Level }
  | { kind: 'texts' };

export const sectionKey = (name: SectionName): string =>
  name.kind === 'texts'
    ? 'texts'
    : name.kind === 'numbers'
      ? `numbers ${name.level}`
      : `histograms ${name.column} ${name.level}`;

export type SectionPlace = { offset: number; length: number; crc: number };

const BLOCK_KINDS = ['seconds', 'roll-up', 'about'] as const;
const SECTION_KINDS = ['numbers', 'histograms', 'texts'] as const;

export const SeriesNames = z.object({
  scenario: z.string(),
  group: z.string(),
  name: z.string(),
  phase: z.enum(PHASES).optional(),
  /** In no figure over all requests. */
  apart: z.literal(true).optional(),
  /** Of sessions, which are in no figure over all requests either. */
  stream: z.enum(STREAM_KINDS).optional(),
});
export type SeriesNames = z.output<typeof SeriesNames>;

/** Whether it is in the figures over all requests. */
export const isRequest = (series: SeriesNames | undefined): boolean => !series?.apart && !series?.stream;

const AddedNames = Additions.extend({ series: z.array(SeriesNames) });
export type AddedNames = z.output<typeof AddedNames>;

/**
 * A sealed block: `seconds` has seconds `from` to `from + seconds`, a `roll-up` sums up the blocks of that stretch, `about`
 * says whose record it is when it travels alone.
 */
export type BlockHead = {
  kind: (typeof BLOCK_KINDS)[number];
  from: number;
  seconds: number;
  added: AddedNames;
  sections: { name: SectionName; length: number; crc: number }[];
};

export function encodeBlockHead({ kind, from, seconds, added, sections }: BlockHead): Uint8Array {
  const to = new ByteWriter();
  to.number(BLOCK_KINDS.indexOf(kind));
  to.number(from);
  to.number(seconds);
  to.text(JSON.stringify(added));
  to.list(sections, ({ name, length, crc }) => {
    to.number(SECTION_KINDS.indexOf(name.kind));
    to.number(name.kind === 'histograms' ? name.column : 0);
    to.number(name.kind === 'texts' ? 0 : LEVELS.indexOf(name.level));
    to.number(length);
    to.number(crc);
  });
  return to.finish();
}

/** Throws on bytes that `encodeBlockHead` cannot have written. */
export function decodeBlockHead(bytes: Uint8Array): BlockHead & { bodyBytes: number } {
  const from = new ByteReader(bytes);
  const kind = BLOCK_KINDS[from.number()];
  if (!kind) throw new RangeError('There is no such kind of block');
  const start = from.number();
  const seconds = from.number();
  const added = AddedNames.parse(JSON.parse(from.text()));
  let bodyBytes = 0;
  const sections = from.list(() => {
    const name = sectionName(SECTION_KINDS[from.number()], from.number(), LEVELS[from.number()]);
    const length = from.number();
    const crc = from.number();
    bodyBytes += length;
    return { name, length, crc };
  });
  if (!from.ended) throw new RangeError('There are bytes behind the head of a block');
  return { kind, from: start, seconds, added, sections, bodyBytes };
}

function sectionName(
  kind: (typeof SECTION_KINDS)[number] | undefined,
  column: number,
  level: Level | undefined,
): SectionName {
  if (kind === 'texts') return { kind };
  if (kind === undefined || level === undefined) throw new RangeError('There is no such section');
  return kind === 'numbers' ? { kind, level } : { kind, column, level };
}
