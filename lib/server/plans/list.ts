import type { PlanListItem } from '../../api/contract.ts';
import type { ServerContext } from '../context.ts';
import { runStatus, verdictOf } from '../runs/run-row.ts';

type Db = ServerContext['db'];

/** All plans that were not deleted, the ones changed last first. */
export async function listPlans({ ctx: { db } }: { ctx: ServerContext }): Promise<PlanListItem[]> {
  const plans = await db.plan.findMany({
    where: { archivedAt: null },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
  });
  const versions = await newestVersions(db);
  const scripts = await scriptsAmong(db, [...versions.values()]);
  const runs = await lastRuns(db);
  return plans.flatMap((plan) => {
    const version = versions.get(plan.id);
    if (!version) return [];
    return {
      id: plan.id,
      name: plan.name,
      description: plan.description,
      versionId: version.id,
      versionNumber: version.number,
      scenarios: JSON.parse(plan.scenarioNames) as string[],
      isScript: scripts.has(version.id),
      updatedAt: plan.updatedAt.toISOString(),
      lastRun: runs.get(plan.id) ?? null,
    };
  });
}

// Ids sort by time, so the highest one of a plan is its newest. Asking for `take: 1` within each plan would read all.

async function newestVersions(db: Db) {
  const newest = await db.planVersion.groupBy({ by: 'planId', _max: { id: true } });
  const versions = await db.planVersion.findMany({
    where: { id: { in: newest.flatMap(({ _max }) => _max.id ?? []) } },
    select: { id: true, number: true, planId: true },
  });
  return new Map(versions.map((version) => [version.planId, version]));
}

/** Versions that are scripts. In JSON a quote within a text is written otherwise, so this can stand only where a field begins. */
async function scriptsAmong(db: Db, versions: readonly { id: string }[]): Promise<Set<string>> {
  const found = await db.planVersion.findMany({
    where: { id: { in: versions.map(({ id }) => id) }, document: { contains: '"script":{"entry"' } },
    select: { id: true },
  });
  return new Set(found.map(({ id }) => id));
}

async function lastRuns(db: Db): Promise<Map<string, PlanListItem['lastRun']>> {
  const last = await db.run.groupBy({ by: 'planId', _max: { id: true } });
  const runs = await db.run.findMany({
    where: { id: { in: last.flatMap(({ _max }) => _max.id ?? []) } },
    select: { id: true, planId: true, verdict: true, status: true, createdAt: true },
  });
  return new Map(
    runs.map(({ id, planId, verdict, status, createdAt }) => [
      planId,
      { id, verdict: verdictOf(verdict), status: runStatus(status), createdAt: createdAt.toISOString() },
    ]),
  );
}
