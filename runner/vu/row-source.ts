import { type RowTaker, rowOfVu, rowsOfWorker } from '../../lib/load/row-share.ts';
import type { Dataset } from '../../lib/plan/dataset.ts';
import { type DataRow, rowsOf } from '../../lib/plan/dataset-rows.ts';
import { type EndOfData, endOfData } from '../../lib/plan/end-of-data.ts';
import { rowCursor } from './row-cursor.ts';

/** Where the VUs of one worker draw the rows of one dataset. */
export type RowSource = {
  name: string;
  atEnd: EndOfData;
  /** Every VU has a row of its own, whichever worker it belongs to. */
  perVu: boolean;
  /** All rows, in the order of the dataset. */
  rows: readonly DataRow[];
  /** The next row for VU `vu` (from 0) of the scenario with this index; undefined when there is none left. */
  draw: (scenario: number, vu: number) => DataRow | undefined;
};

/** `takers`: the scenarios that use the dataset; `share`: this worker among those that have a part in them. */
export function rowSource(
  dataset: Dataset,
  takers: readonly RowTaker[],
  { worker, workers, rank, ranks }: { worker: number; workers: number; rank: number; ranks: number },
): RowSource {
  const rows = rowsOf(dataset);
  const atEnd = endOfData(dataset);
  const source = { name: dataset.name, rows, atEnd, perVu: dataset.order === 'unique-per-vu' };
  if (dataset.order === 'unique-per-vu') {
    const startsOver = atEnd === 'start-over';
    const draw = (scenario: number, vu: number) => {
      const row = rowOfVu(takers, scenario, vu);
      return rows[startsOver ? row % rows.length : row];
    };
    return { ...source, draw };
  }
  if (dataset.order === 'random' || atEnd === 'start-over') {
    const draw = rowCursor(rows, dataset.order === 'random' ? 'random' : 'sequential', { rank, ranks });
    return { ...source, draw };
  }
  const own = rowsOfWorker(rows.length, takers, worker, workers);
  let next = 0;
  const draw = () => {
    const row = own[next++];
    return row === undefined ? undefined : rows[row];
  };
  return { ...source, draw };
}
