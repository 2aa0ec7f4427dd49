import type { Executor } from '../plan/executor.ts';
import type { Piece } from './pieces.ts';
import { limitMs, vuPieces } from './schedule.ts';
import type { Lane } from './share.ts';

/** VU `index` of the scenario starts or stops at `atMs` since the scenario's start. */
export type VuChange = { atMs: number; index: number; starts: boolean };

/**
 * When the VUs of one lane start and stop, in order of time, worked out one change at a time. While the curve rises from
 * a to b, VU i starts when it reaches i + 1; while it falls, VU i stops when it reaches i; so VU 0 works longest. At
 * the end of the schedule every VU that is left stops.
 */
export function* vuChanges(executor: Executor, lane: Lane): Generator<VuChange, void> {
  let working = 0;
  for (const piece of vuPieces(executor)) {
    yield* changes({ ...piece, from: working, to: piece.from, lengthMs: 0 }, lane);
    yield* changes(piece, lane);
    working = piece.to;
  }
  yield* changes({ startMs: limitMs(executor), lengthMs: 0, from: working, to: 0 }, lane);
}

/**
 * The same from a moment on, for a lane that has `working` VUs at work then: first come those changes that bring it to
 * where the curve is. A lane's VUs at work are always its first ones.
 */
export function* vuChangesFrom(
  executor: Executor,
  lane: Lane,
  { fromMs, working }: { fromMs: number; working: number },
): Generator<VuChange, void> {
  const all = vuChanges(executor, lane);
  let planned = 0;
  let next = all.next();
  for (; !next.done && next.value.atMs <= fromMs; next = all.next()) planned += next.value.starts ? 1 : -1;
  const indexOf = (nth: number) => lane.lane + nth * lane.lanes;
  for (let nth = working; nth < planned; nth++) yield { atMs: fromMs, index: indexOf(nth), starts: true };
  for (let nth = working - 1; nth >= planned; nth--)
    yield { atMs: fromMs, index: indexOf(nth), starts: false };
  for (; !next.done; next = all.next()) yield next.value;
}

function* changes({ startMs, lengthMs, from, to }: Piece, { lane, lanes }: Lane): Generator<VuChange, void> {
  if (to > from) {
    for (let index = from + mod(lane - from, lanes); index < to; index += lanes) {
      yield { atMs: startMs + (lengthMs * (index + 1 - from)) / (to - from), index, starts: true };
    }
  } else {
    for (let index = from - 1 - mod(from - 1 - lane, lanes); index >= to; index -= lanes) {
      yield { atMs: startMs + (lengthMs * (from - index)) / (from - to), index, starts: false };
    }
  }
}

const mod = (value: number, by: number) => ((value % by) + by) % by;
