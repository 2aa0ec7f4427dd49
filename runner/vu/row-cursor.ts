import type { DataRow } from '../../lib/plan/dataset-rows.ts';

/**
 * Draws rows of one dataset that starts over, in one worker. Of sequential rows, the worker with rank r among n takes r, r + n, r + 2n …,
 * so that all workers together use every row once before any is used again.
 */
export function rowCursor(
  rows: readonly DataRow[],
  order: 'sequential' | 'random',
  { rank, ranks }: { rank: number; ranks: number },
): () => DataRow | undefined {
  if (order === 'random') return () => rows[Math.floor(Math.random() * rows.length)];
  let next = rank;
  return () => {
    const row = rows[next % rows.length];
    next += ranks;
    return row;
  };
}
