import { durationMs } from '../plan/duration.ts';

/** A straight part of a load curve. Times are milliseconds since the scenario's start; `lengthMs` 0 is a jump. */
export type Piece = { startMs: number; lengthMs: number; from: number; to: number };

/** The straight parts of a curve that starts at `start` and reaches each stage's target linearly. */
export function piecesOf(start: number, stages: readonly { duration: string; target: number }[]): Piece[] {
  const pieces: Piece[] = [];
  let startMs = 0;
  let from = start;
  for (const { duration, target } of stages) {
    const lengthMs = durationMs(duration);
    pieces.push({ startMs, lengthMs, from, to: target });
    startMs += lengthMs;
    from = target;
  }
  return pieces;
}

/** Milliseconds from the start of the first piece to the end of the last. */
export function lengthOf(pieces: readonly Piece[]): number {
  const last = pieces.at(-1);
  return last ? last.startMs + last.lengthMs : 0;
}

/** Height of the curve at `ms`; at a jump the height after it. 0 before the start and from the end on. */
export function heightAt(pieces: readonly Piece[], ms: number): number {
  for (const piece of pieces) {
    if (ms < piece.startMs) return 0;
    const into = ms - piece.startMs;
    if (into < piece.lengthMs) return piece.from + ((piece.to - piece.from) * into) / piece.lengthMs;
  }
  return 0;
}
