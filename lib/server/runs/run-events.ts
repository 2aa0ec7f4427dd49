import { randomUUID } from 'node:crypto';
import type { EngineEvent } from '../../run/engine.ts';
import { inOrder } from '../../run/events-in-order.ts';
import { RunEvent, type RunMark } from '../../run/run-event.ts';
import type { Database } from '../database.ts';

/** Events of runs as the database keeps them: also after their runs have ended, when people still note things. */

/** Rows of one statement: databases have a limit for its values. */
const MOST_AT_ONCE = 500;

/** An event of its own from what it says. */
export function newEvent(mark: RunMark): RunEvent {
  return { ...mark, id: randomUUID(), madeAt: new Date().toISOString() };
}

export async function keepEvents(db: Database, runId: string, events: readonly RunEvent[]): Promise<void> {
  const rows = events.map(({ by, madeAt, acts, ...event }) => ({
    ...event,
    runId,
    madeBy: by,
    acts: acts ? JSON.stringify(acts) : null,
    madeAt: new Date(madeAt),
  }));
  for (let at = 0; at < rows.length; at += MOST_AT_ONCE)
    await db.runEvent.createMany({ data: rows.slice(at, at + MOST_AT_ONCE) });
}

/** In the order of time. */
export async function eventsOf(db: Database, runId: string): Promise<RunEvent[]> {
  const rows = await db.runEvent.findMany({ where: { runId } });
  return inOrder(
    rows.map(({ id, atMs, kind, madeBy, text, madeAt, acts }) =>
      RunEvent.parse({
        ...{ id, atMs, kind, by: madeBy, text, madeAt: madeAt.toISOString() },
        ...(acts !== null && { acts: JSON.parse(acts) }),
      }),
    ),
  );
}

/** How a run was steered, when nothing but the database knows it any more. */
export async function steeringOf(db: Database, runId: string): Promise<EngineEvent[]> {
  const events = await eventsOf(db, runId);
  return events.flatMap(({ atMs, text, by, acts }): EngineEvent[] =>
    acts ? [{ type: 'steered', atMs, text, by, acts }] : [],
  );
}
