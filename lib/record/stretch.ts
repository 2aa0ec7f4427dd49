import { PART_SECONDS } from './block-codec.ts';
import type { BlockView } from './block-view.ts';
import { LEVELS, type Level } from './histogram-form.ts';

/** Seconds of the run: `from` inclusive, `to` exclusive. */
export type Stretch = { from: number; to: number };

/** Parts of a block, or of a roll-up of many, that belong to a stretch. */
export type Piece = { view: BlockView; level: Level; parts: [from: number, to: number] };

/** The longest roll-up that begins with a second and ends by another. */
export type RollUpFrom = (from: number, to: number) => BlockView | undefined;

/**
 * The fewest pieces that are a stretch: the longest roll-ups that fit, blocks between them, and of the blocks at its ends the
 * coarsest parts.
 */
export function* piecesOf(
  views: Iterable<BlockView>,
  rollUpFrom: RollUpFrom,
  { from, to }: Stretch,
): Generator<Piece> {
  let covered = from;
  for (const view of views) {
    if (view.from + view.seconds <= covered) continue;
    const rollUp = view.from >= covered ? rollUpFrom(view.from, to) : undefined;
    if (rollUp) {
      covered = view.from + rollUp.seconds;
      yield { view: rollUp, level: 'block', parts: [0, 1] };
      continue;
    }
    const level = levelFor(view, [from, to]);
    const size = PART_SECONDS[level];
    const first = Math.floor((Math.max(from, view.from) - view.from) / size);
    const after = Math.ceil((Math.min(to, view.from + view.seconds) - view.from) / size);
    yield { view, level, parts: [first, after] };
  }
}

/** The coarsest level whose parts no edge cuts through. Throws RangeError when a record that was rolled up has none. */
export function levelFor({ from, seconds, coarsest, finest }: BlockView, edges: readonly number[]): Level {
  const inside = edges.filter((edge) => edge > from && edge < from + seconds);
  const levels = LEVELS.slice(LEVELS.indexOf(coarsest), LEVELS.indexOf(finest) + 1);
  const found = levels.find((level) => inside.every((edge) => (edge - from) % PART_SECONDS[level] === 0));
  if (!found) throw new RangeError('An edge is within a step of the record');
  return found;
}

/** Where the buckets of a stretch begin and end that are in a block, or reach into it; they end at multiples of `width` seconds. */
export function bucketEdges({ from, seconds }: BlockView, stretch: Stretch, width: number): number[] {
  const edges = [stretch.from, stretch.to];
  const end = Math.min(from + seconds, stretch.to);
  for (let edge = Math.ceil(from / width) * width; edge < end; edge += width)
    if (edge > stretch.from) edges.push(edge);
  return edges;
}
