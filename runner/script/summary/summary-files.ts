import { closeSync, constants, openSync, realpathSync, writeSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import type { SummaryFiles } from './handle-summary.ts';

const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants;
/** Fails where the file is a link, which may lead anywhere. */
const ANEW = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW;

const STREAMS: Record<string, number> = { stdout: 1, stderr: 2 };

/**
 * Writes what handleSummary() gave: to the terminal, and to files below `folder` and nowhere else. Gives a sentence for
 * each that could not be written.
 */
export function writeSummaryFiles(
  files: SummaryFiles,
  folder = process.cwd(),
  print: (stream: number, bytes: Uint8Array) => void = writeAll,
): string[] {
  const problems: string[] = [];
  for (const [name, bytes] of files) {
    const stream = Object.hasOwn(STREAMS, name) ? STREAMS[name] : undefined;
    if (stream !== undefined) print(stream, bytes);
    else {
      const problem = write(name, bytes, folder);
      if (problem) problems.push(`handleSummary(): "${name}" ${problem}`);
    }
  }
  return problems;
}

function write(name: string, bytes: Uint8Array, folder: string): string | null {
  try {
    const root = realpathSync(folder);
    const file = isAbsolute(name) ? name : join(root, name);
    // The folder of the file as it really is: links lead anywhere.
    const real = join(realpathSync(dirname(file)), basename(file));
    const inside = relative(root, real);
    if (inside.startsWith('..') || isAbsolute(inside))
      return `is outside of the folder ${root}, in which alone summaries are written; write a path below it`;
    const descriptor = openSync(real, ANEW, 0o666);
    try {
      writeAll(descriptor, bytes);
    } finally {
      closeSync(descriptor);
    }
    return null;
  } catch (error) {
    return `cannot be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function writeAll(stream: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(stream, bytes, at);
}
