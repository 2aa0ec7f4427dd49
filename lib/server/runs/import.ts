import { randomUUID } from 'node:crypto';
import type { RunListItem } from '../../api/contract.ts';
import type { Plan } from '../../plan/plan.ts';
import type { RunFile } from '../../record/run-file.ts';
import type { ServerContext } from '../context.ts';
import { environmentText, storedEnvironment } from '../environments/environment-row.ts';
import type { Prisma } from '../generated/client.ts';
import { insertPlan } from '../plans/create.ts';
import { checkedPlan, documentText } from '../plans/plan-document.ts';
import { keepEvents } from './run-events.ts';
import { LIST_COLUMNS, listItem, searchText } from './run-row.ts';

/**
 * Takes in the file of a run that was measured elsewhere. Its plan is the one here with the very same document, or a new
 * one. Throws a Problem that says what is wrong with the file.
 */
export async function importRun({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: AsyncIterable<Uint8Array>;
}): Promise<RunListItem> {
  const received = await ctx.runs.receiveRecord(input);
  try {
    const plan = checkedPlan(received.about.plan);
    const version = await versionOf(ctx, plan);
    const row = await ctx.db.run.create({
      data: {
        ...version,
        ...columnsOf(received.about, plan.name),
        environmentId: await environmentOf(ctx, received.about),
        stepSeconds: received.step === 1 ? null : received.step,
      },
      select: LIST_COLUMNS,
    });
    // Where it came from they may still be known by their ids.
    const events = received.about.events.map((event) => ({ ...event, id: randomUUID() }));
    await keepEvents(ctx.db, row.id, events);
    await ctx.probes.records.keep(row.id, received.about.probes);
    await received.keepAs(row.id);
    ctx.runs.changed();
    return listItem(row, ctx.runs);
  } catch (error) {
    await received.discard();
    throw error;
  }
}

async function versionOf(ctx: ServerContext, plan: Plan): Promise<{ planId: string; planVersionId: string }> {
  const known = await ctx.db.planVersion.findFirst({
    where: { document: documentText(plan), plan: { archivedAt: null } },
    select: { id: true, planId: true },
  });
  if (known) return { planId: known.planId, planVersionId: known.id };
  const { id, versionId } = await insertPlan(ctx, plan);
  return { planId: id, planVersionId: versionId };
}

/** The environment here with the same name and address: there it is compared, and shown among its runs. */
async function environmentOf(ctx: ServerContext, { environment }: RunFile): Promise<string | null> {
  const known = await ctx.db.environment.findUnique({
    where: { name: environment.name },
    select: { id: true, document: true },
  });
  return known && storedEnvironment(known.document).baseUrl === environment.baseUrl ? known.id : null;
}

function columnsOf(
  about: RunFile,
  plan: string,
): Omit<Prisma.RunUncheckedCreateInput, 'planId' | 'planVersionId'> {
  const { environment, summary, release, gitCommit, note, workers, reason } = about;
  const { totals } = summary;
  const startedAt = new Date(summary.startedAt);
  const labels = { release, gitCommit, note };
  const place = { environmentName: environment.name, environmentBaseUrl: environment.baseUrl };
  return {
    ...labels,
    ...place,
    environmentDocument: environmentText(environment),
    searchText: searchText({ ...labels, ...place, plan: { id: '', name: plan } }),
    status: 'finished',
    verdict: summary.verdict,
    endReason: summary.endReason,
    reason: JSON.stringify(reason),
    startedAt,
    endedAt: new Date(startedAt.getTime() + summary.durationSeconds * 1000),
    workers,
    durationSeconds: summary.durationSeconds,
    requests: totals.requests,
    failedRate: totals.requests === 0 ? 0 : totals.failed / totals.requests,
    requestsPerSecond: totals.requestsPerSecond,
    ...{ p50: totals.responseTimeMs.p50, p95: totals.responseTimeMs.p95, p99: totals.responseTimeMs.p99 },
    summary: JSON.stringify(summary),
  };
}
