import type { ErrorSample, Snapshot } from '../../lib/run/snapshot.ts';
import { mergeSnapshots } from './merge-snapshots.ts';

/**
 * What a setup or teardown did, as one second of the run, however long it took. Errors are said to have happened at
 * `atMs`, and the generator's own figures are left out: they belong to the load.
 */
export function errandSecond(second: number, parts: readonly Snapshot[], atMs: number): Snapshot {
  const merged = mergeSnapshots(second, parts);
  const errors = merged.errors.map((error): ErrorSample => ({ ...error, atMs }));
  return { ...merged, second, errors, health: [] };
}
