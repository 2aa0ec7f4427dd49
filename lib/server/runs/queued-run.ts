import type { RunRequest } from '../../run/engine.ts';
import type { Database } from '../database.ts';
import { storedEnvironment } from '../environments/environment-row.ts';
import { checkedPlan } from '../plans/plan-document.ts';

/** A run that waits, with all that is needed to execute it. The only place that reads the values of secrets. */
export type QueuedRun = {
  id: string;
  environmentId: string;
  release: string | null;
  request: RunRequest;
};

/** Throws a Problem when the plan does not pass the rules of today. */
export async function loadQueued(db: Database, id: string): Promise<QueuedRun> {
  const row = await db.run.findUniqueOrThrow({
    where: { id },
    select: {
      release: true,
      environmentId: true,
      environmentDocument: true,
      planVersion: { select: { document: true } },
      environment: { select: { secrets: true } },
    },
  });
  const secrets = row.environment?.secrets ?? [];
  return {
    id,
    environmentId: row.environmentId ?? id,
    release: row.release || null,
    request: {
      plan: checkedPlan(JSON.parse(row.planVersion.document)),
      environment: storedEnvironment(row.environmentDocument),
      secrets: Object.fromEntries(secrets.map(({ name, value }) => [name, value])),
    },
  };
}
