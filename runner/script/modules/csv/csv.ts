import { typeName } from '../bytes.ts';
import type { SharedArrays } from '../data/shared-array.ts';
import { File } from '../fs/file.ts';
import { csvRecords } from './records.ts';

type Options = {
  delimiter: string;
  skipFirstLine: boolean;
  /** Counted from 0. */
  fromLine: number;
  /** The last line that is read; null for all. */
  toLine: number | null;
  asObjects: boolean;
};

type Row = string[] | Record<string, string>;

export interface CsvHost {
  readonly arrays: SharedArrays;
  /** The text of a file; one and the same for all VUs. */
  textOf(file: File): string;
  inInit(): boolean;
  promised: <T>(make: () => T) => Promise<T>;
}

/** `k6/experimental/csv`, for one VU. */
export function createCsv(host: CsvHost) {
  class Parser {
    readonly #rows: Iterator<Row>;

    constructor(file?: unknown, options?: unknown) {
      this.#rows = rowsOf(host.textOf(fileOf(file)), optionsOf(options));
    }

    /** The value behind the last one is an empty array. */
    next(): Promise<{ done: boolean; value: Row }> {
      return host.promised(() => {
        const { done, value } = this.#rows.next();
        return done ? { done: true, value: [] } : { done: false, value: value as Row };
      });
    }
  }

  return {
    Parser,
    /** All rows at once, parsed by one VU and shared by all. */
    parse: (file?: unknown, options?: unknown): Promise<readonly unknown[]> =>
      host.promised(() => {
        if (!host.inInit())
          throw new Error('parse() is only possible in the init context, at the top level of the script');
        const given = fileOf(file);
        const read = optionsOf(options);
        // No name of a SharedArray of a script looks like this.
        const name = `\0csv ${given.path} ${JSON.stringify(read)}`;
        return host.arrays.named(name, () => [...rowsOf(host.textOf(given), read)]);
      }),
  };
}

function fileOf(file: unknown): File {
  if (file instanceof File) return file;
  throw new TypeError(`csv needs a file that open() of k6/experimental/fs has opened, not ${typeName(file)}`);
}

function optionsOf(given: unknown): Options {
  const {
    delimiter = ',',
    skipFirstLine,
    fromLine,
    toLine,
    asObjects,
  } = Object(given ?? {}) as Record<string, unknown>;
  if (typeof delimiter !== 'string' || [...delimiter].length !== 1)
    throw new TypeError('the option delimiter must be one character');
  const options: Options = {
    delimiter,
    skipFirstLine: Boolean(skipFirstLine),
    fromLine: lineNumber('fromLine', fromLine) ?? 0,
    toLine: lineNumber('toLine', toLine),
    asObjects: Boolean(asObjects),
  };
  if (options.toLine !== null && typeof fromLine === 'number' && options.fromLine >= options.toLine)
    throw new RangeError('the option fromLine must be less than the option toLine');
  if (options.asObjects && options.skipFirstLine)
    throw new TypeError('asObjects takes the names from the first line, so skipFirstLine cannot go with it');
  if (options.asObjects && options.fromLine > 0)
    throw new TypeError('asObjects takes the names from the first line, so fromLine cannot go with it');
  return options;
}

function lineNumber(option: string, value: unknown): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw new RangeError(`the option ${option} must be a whole number from 0 on`);
  return value;
}

function* rowsOf(text: string, options: Options): Generator<Row, void, undefined> {
  const from = Math.max(options.fromLine, options.skipFirstLine ? 1 : 0);
  const to = options.toLine === null || options.toLine === 0 ? Number.POSITIVE_INFINITY : options.toLine;
  let names: string[] | null = null;
  let line = -1;
  for (const record of csvRecords(text, options.delimiter)) {
    line++;
    if (line > to) return;
    if (options.asObjects && names === null) names = record;
    else if (line >= from) yield names ? asObject(names, record) : record;
  }
}

const asObject = (names: readonly string[], record: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name, at) => [name, record[at] ?? '']));
