import type { BrushedStretch } from './brush.tsx';

/** A run that goes on is asked for in pieces of so many columns: those that are over do not change any more. */
const COLUMNS = 120;
/** Every viewer asks for the newest piece again so often. Seconds. */
export const FRESH_SECONDS = 2;

/** The record may be a moment behind what the page knows. Seconds. */
const BEHIND_SECONDS = 1;

/** As far as a run that goes on is asked for: what is surely recorded, and not every second anew. */
export const freshEnd = (elapsedSeconds: number, width = 1): number => {
  const step = Math.max(FRESH_SECONDS, width);
  return Math.floor(Math.max(0, elapsedSeconds - BEHIND_SECONDS) / step) * step;
};

/** The stretches to ask for, one after the other, to draw `from` to `to` in columns of `width` seconds. */
export function piecesOf(
  [from, to]: readonly [number, number],
  width: number,
  { elapsedSeconds, isActive }: { elapsedSeconds: number; isActive: boolean },
): BrushedStretch[] {
  const start = Math.floor(from / width) * width;
  const end = Math.min(Math.ceil(to), isActive ? freshEnd(elapsedSeconds, width) : elapsedSeconds);
  if (start >= end) return [];
  if (!isActive) return [{ from: start, to: end }];
  const pieces: BrushedStretch[] = [];
  for (let at = start; at < end; ) {
    const next = (Math.floor(at / (width * COLUMNS)) + 1) * width * COLUMNS;
    pieces.push({ from: at, to: Math.min(next, end) });
    at = next;
  }
  return pieces;
}
