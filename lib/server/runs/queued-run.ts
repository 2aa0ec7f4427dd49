import { SearchSetup } from '../../capacity/setup.ts';
import type { RunRequest } from '../../run/engine.ts';
import { withBaseUrl } from '../../script/script-env.ts';
import { isScriptPlan } from '../../script/script-plan.ts';
import type { Database } from '../database.ts';
import { storedEnvironment } from '../environments/environment-row.ts';
import { checkedPlan } from '../plans/plan-document.ts';
import { PLAN_COLUMNS, planOfRun } from './plan-of-run.ts';

/** A run that waits, with all that is needed to execute it. Reads the values of secrets. */
export type QueuedRun = {
  id: string;
  environmentId: string;
  release: string | null;
  /** Runs of one set are executed one after the other. */
  setId: string | null;
  request: RunRequest;
  /** Of a capacity search. */
  search: SearchSetup | null;
};

/** Throws a Problem when the plan does not pass the rules of today. */
export async function loadQueued(db: Database, id: string): Promise<QueuedRun> {
  const row = await db.run.findUniqueOrThrow({
    where: { id },
    select: {
      release: true,
      search: true,
      environmentId: true,
      setId: true,
      seed: true,
      environmentDocument: true,
      ...PLAN_COLUMNS,
      environment: { select: { secrets: true } },
    },
  });
  const secrets = row.environment?.secrets ?? [];
  const plan = checkedPlan(planOfRun(row));
  const environment = storedEnvironment(row.environmentDocument);
  return {
    id,
    environmentId: row.environmentId ?? id,
    release: row.release || null,
    search: row.search === null ? null : SearchSetup.parse(JSON.parse(row.search)),
    setId: row.setId,
    request: {
      plan,
      environment: isScriptPlan(plan) ? withBaseUrl(environment) : environment,
      secrets: Object.fromEntries(secrets.map(({ name, value }) => [name, value])),
      ...(row.seed !== null && { seed: row.seed }),
    },
  };
}
