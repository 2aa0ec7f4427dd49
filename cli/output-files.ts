import {
  accessSync,
  appendFileSync,
  constants,
  existsSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EXIT_CODES } from '../lib/headless/exit-code.ts';
import type { RunFile } from '../lib/record/run-file.ts';
import { RUN_FILE_EXTENSION } from '../lib/record/run-file-type.ts';
import type { RunSummary } from '../lib/run/summary.ts';
import { aboutBytes } from '../lib/server/records/run-file-stream.ts';
import { Refused, reasonOf } from './refused.ts';

/** An output that cannot be written is found before any load is sent. */
export function checkWritable(file: string): void {
  try {
    if (existsSync(file) && statSync(file).isDirectory()) throw new Error('it is a folder; name a file');
    accessSync(existsSync(file) ? file : dirname(file), constants.W_OK);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

const cannotWrite = (file: string, error: unknown) =>
  new Refused(`Cannot write the result to ${file}: ${reasonOf(error)}`, EXIT_CODES.invalidRun);

export function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

export const writeResult = (file: string, summary: RunSummary) =>
  writeText(file, `${JSON.stringify(summary, null, 2)}\n`);

/** Says at the end of a record of which run it is. */
export function finishRecord(file: string, about: RunFile): void {
  try {
    appendFileSync(file, aboutBytes(about));
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

/** A record that is kept only until a server has it. */
export function temporaryRecord(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-run-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return join(folder, `run${RUN_FILE_EXTENSION}`);
}
