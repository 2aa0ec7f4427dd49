import type { RunEvent } from './run-event.ts';

/** In the order of their moments; what was noted first comes first. */
export function inOrder(events: readonly RunEvent[]): RunEvent[] {
  return events.toSorted((a, b) => a.atMs - b.atMs || a.madeAt.localeCompare(b.madeAt));
}
