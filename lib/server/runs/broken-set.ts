import type { EndReason } from '../../run/engine.ts';
import type { Database } from '../database.ts';

/** Why a run of a set must not start any more: one before it was stopped, and whoever did that wants no more load. */
export async function brokenOff(
  db: Database,
  { setId, setPosition }: { setId: string | null; setPosition: number | null },
): Promise<EndReason | undefined> {
  if (setId === null || setPosition === null) return undefined;
  const before = await db.run.findFirst({
    where: { setId, setPosition: { lt: setPosition }, verdict: 'aborted' },
    orderBy: { setPosition: 'asc' },
    select: { setPosition: true },
  });
  if (!before) return undefined;
  return { kind: 'could-not-start', detail: `run ${before.setPosition} of its set ended early` };
}
