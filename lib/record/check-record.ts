import { z } from 'zod';
import { ERROR_KINDS } from '../run/snapshot.ts';
import type { Breathe } from './block-codec.ts';
import { SealedView } from './block-view.ts';
import type { Compression } from './compression.ts';
import { LEVELS } from './histogram-form.ts';
import { NotARecord } from './record-header.ts';
import { type ByteSource, type RecordIndex, ROLL_UPS } from './record-index.ts';
import { RUN_FILE_SCHEMA, RunFile } from './run-file.ts';

/** Longer runs are refused: a hundred days. */
const MAX_SECONDS = 8_640_000;
const MAX_NAMES = 200_000;

const Text = {
  error: z.object({
    atMs: z.number(),
    series: z.int().min(0).nullable(),
    kind: z.enum([...ERROR_KINDS, 'check', 'plan']),
    message: z.string(),
    status: z.int().optional(),
  }),
  sample: z.object({
    atMs: z.number(),
    series: z.int().min(0),
    ...{ reason: z.string(), signature: z.string(), message: z.string() },
    ...{ vu: z.number(), iteration: z.number(), responseTimeMs: z.number() },
    request: z.object({
      method: z.string(),
      url: z.string(),
      headers: z.array(z.tuple([z.string(), z.string()])),
    }),
    response: z
      .object({ status: z.number(), headers: z.array(z.tuple([z.string(), z.string()])) })
      .nullable(),
  }),
};

/**
 * Reads every part of a record that came from outside, and what it says of its run. Throws NotARecord, DamagedRecord or
 * another error that says what is wrong; what passes can be shown as if it had been recorded here.
 */
export async function checkRecord(
  index: RecordIndex,
  source: ByteSource,
  size: number,
  compression: Compression,
  breathe: Breathe,
): Promise<RunFile> {
  if (index.bytes !== size)
    throw new NotARecord(`This file is damaged or cut off behind byte ${index.bytes}.`);
  if (index.sealedSeconds === 0) throw new NotARecord('There is not one second of a run in this file.');
  const { rows, columns } = index.dictionary;
  if (index.sealedSeconds > MAX_SECONDS || rows.length > MAX_NAMES || columns.length > MAX_NAMES)
    throw new NotARecord('This file is longer or has more names than any run.');
  if (!index.about) throw new NotARecord('This file does not say of which run it is.');
  const viewOf = (block: typeof index.about) => new SealedView(block, source, compression, index.finest);
  const rollUps = index.blocks.flatMap(({ from }) =>
    ROLL_UPS.flatMap((seconds) => index.rollUp(from, from + seconds) ?? []),
  );
  for (const block of [...index.blocks, ...rollUps]) {
    const view = viewOf(block);
    const isWhole = block.kind === 'seconds';
    const finest = isWhole ? index.finest : 'block';
    await view.prefetch(view.columns(), finest);
    for (const level of LEVELS.slice(0, LEVELS.indexOf(finest) + 1)) {
      for (const pair of (await view.numbers(level)).keys()) {
        if (!index.dictionary.hasPair(pair)) throw new NotARecord('This file has numbers without a name.');
      }
      await breathe();
    }
    for (const column of view.columns()) {
      const rule = columns[column]?.rule;
      if (rule !== 'histogram') throw new NotARecord('This file has histograms without a name.');
      await view.histograms(column, finest, ({ row }) => {
        if (!rows[row]) throw new NotARecord('This file has histograms without a name.');
      });
      await breathe();
    }
    for (const { second, kind, text } of await view.texts()) {
      if (second >= block.from + block.seconds) throw new NotARecord('This file has texts of no second.');
      if (kind === 'error' || kind === 'sample') Text[kind].parse(JSON.parse(text));
    }
  }
  const [about] = await viewOf(index.about).texts();
  return readAbout(about?.text ?? 'null');
}

function readAbout(text: string): RunFile {
  const content: unknown = JSON.parse(text);
  const schema = z.object({ schema: z.number() }).safeParse(content).data?.schema ?? RUN_FILE_SCHEMA;
  if (schema > RUN_FILE_SCHEMA)
    throw new NotARecord(
      `This file was written by a newer Rehearsal (form ${schema}; this one reads form ${RUN_FILE_SCHEMA}). Update it to read the file.`,
    );
  return RunFile.parse(content);
}
