import type { SparseHistogram } from '../histogram/sparse.ts';
import { readSparse } from '../histogram/sparse.ts';
import type { Snapshot } from '../run/snapshot.ts';
import { coarse } from './coarse.ts';
import { type Dictionary, nothingOf, pairOf, type Rule, together } from './dictionary.ts';
import { BLOCK_SECONDS } from './histogram-form.ts';
import { COARSE, putSnapshot, type Tables } from './snapshot-tables.ts';

export type Cells = (SparseHistogram | undefined)[];

/** A text of a block: an error, a sample. `second` is that of the run. */
export type RecordText = { second: number; kind: string; text: string };

/** The seconds of a block while it grows, by column and row. */
export class BlockContent implements Tables {
  readonly from: number;
  /** So many seconds so far. */
  seconds = 0;
  /** By `pairOf`: a value for every second of a block. */
  readonly numbers = new Map<number, Float64Array>();
  /** By column, then by row. */
  readonly histograms = new Map<number, Map<number, Cells>>();
  readonly texts: RecordText[] = [];
  private readonly dictionary: Dictionary;

  constructor(from: number, dictionary: Dictionary) {
    this.from = from;
    this.dictionary = dictionary;
  }

  get isFull(): boolean {
    return this.seconds === BLOCK_SECONDS;
  }

  add(snapshot: Snapshot): void {
    putSnapshot(snapshot, this);
    this.seconds++;
  }

  number(table: string, key: readonly string[], column: string, rule: Rule, value: number): void {
    const pair = pairOf(this.dictionary.column(table, column, rule), this.dictionary.row(table, key));
    let values = this.numbers.get(pair);
    if (!values) {
      values = new Float64Array(BLOCK_SECONDS).fill(nothingOf(rule));
      this.numbers.set(pair, values);
    }
    values[this.seconds] = together(rule === 'last' ? 'sum' : rule, values[this.seconds] ?? 0, value);
  }

  histogram(table: string, key: readonly string[], name: string, bytes: Uint8Array): void {
    const sparse = readSparse(bytes);
    if (!sparse) return;
    const column = this.dictionary.column(table, name, 'histogram');
    const rows = this.histograms.get(column) ?? new Map<number, Cells>();
    this.histograms.set(column, rows);
    const row = this.dictionary.row(table, key);
    const cells = rows.get(row) ?? [];
    rows.set(row, cells);
    cells[this.seconds] = COARSE.has(name) ? coarse(sparse) : sparse;
  }

  text(kind: string, text: string): void {
    this.texts.push({ second: this.from + this.seconds, kind, text });
  }
}
