import { PART_SECONDS } from './block-codec.ts';
import type { BlockView } from './block-view.ts';
import type { Dictionary } from './dictionary.ts';
import type { FailedSecond } from './failed-seconds.ts';
import { prepared } from './prepared.ts';
import type { RecordIndex } from './record-index.ts';
import { snapshotOf } from './snapshot-of.ts';
import type { RollUpFrom, Stretch } from './stretch.ts';

/**
 * The seconds of a stretch that have failures, in order. What sealed blocks have is kept in the index, and roll-ups tell of
 * which hours none need be read.
 */
export async function* findFailures(
  index: RecordIndex,
  views: Iterable<BlockView>,
  rollUpFrom: RollUpFrom,
  { from, to }: Stretch,
): AsyncGenerator<FailedSecond> {
  const column = index.dictionary.findColumn('failure', 'count');
  if (column === undefined) return;
  const { failures, dictionary } = index;
  const toLookAt: Looked[] = [];
  /** Until here a roll-up knows that nothing failed. */
  let without = 0;
  for (const view of views) {
    if (view.from < without) continue;
    const found = failures.get(view.from);
    const rollUp = found ? undefined : rollUpFrom(view.from, to);
    if (rollUp && (await hasNone(rollUp, column))) without = view.from + rollUp.seconds;
    else toLookAt.push({ view, found });
  }
  const look = async (one: Looked) => {
    if (one.found) return;
    one.found = await failuresIn(one.view, column, dictionary);
    if (one.view.coarsest === 'block') failures.set(one.view.from, one.found);
  };
  for await (const { found = [] } of prepared(toLookAt, look))
    for (const second of found) if (second.second >= from && second.second < to) yield second;
}

/** `found` once it was looked for. */
type Looked = { view: BlockView; found: readonly FailedSecond[] | undefined };

const hasNone = async (view: BlockView, column: number): Promise<boolean> =>
  (await view.numbers('block', (one) => one === column)).size === 0;

async function failuresIn(view: BlockView, column: number, dictionary: Dictionary): Promise<FailedSecond[]> {
  if (await hasNone(view, column)) return [];
  const own = await view.numbers(view.finest, (one) => one === column);
  const found: FailedSecond[] = [];
  const step = PART_SECONDS[view.finest];
  for (let at = 0; at < view.seconds / step; at++) {
    const numbers = new Map<number, number>();
    for (const [pair, values] of own) {
      const value = values[at] ?? 0;
      if (value > 0) numbers.set(pair, value);
    }
    if (numbers.size === 0) continue;
    const rows = { numbers, histograms: [], texts: [] };
    const { second, failures } = snapshotOf(view.from + at * step, dictionary, rows);
    if (failures.length > 0) found.push({ second, failures });
  }
  return found;
}
