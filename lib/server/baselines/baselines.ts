import { z } from 'zod';
import { type Baseline, type Baselines, PinBaseline } from '../../api/trends.ts';
import type { ServerContext } from '../context.ts';
import { conflict, notFound } from '../errors.ts';
import { parse } from '../parse.ts';
import { INVALID_BASELINE } from '../runs/compare.ts';
import { LIST_COLUMNS, listItem } from '../runs/run-row.ts';

const Place = z.object({ id: z.string(), environmentId: z.string() });

/** What the runs of a plan are measured by, in each environment. */
export async function listBaselines({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<z.output<typeof Baselines>> {
  const rows = await ctx.db.baseline.findMany({
    where: { planId: input.id },
    orderBy: { environmentId: 'asc' },
    select: { environmentId: true, run: { select: LIST_COLUMNS } },
  });
  return {
    baselines: rows.map(({ environmentId, run }) => ({ environmentId, run: listItem(run, ctx.runs) })),
  };
}

/** Pins a run of the plan in the environment. Throws a Problem when nothing can be measured by it. */
export async function pinBaseline({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string; environmentId: string; body: unknown };
}): Promise<Baseline> {
  const { id: planId, environmentId } = parse(Place, input);
  const { runId } = parse(PinBaseline, input.body);
  const run = await ctx.db.run.findUnique({
    where: { id: runId },
    select: { ...LIST_COLUMNS, planId: true },
  });
  if (!run) throw notFound('run', runId);
  if (run.planId !== planId || run.environmentId !== environmentId)
    throw conflict('A baseline is a run of the same plan in the same environment.');
  if (run.verdict === 'invalid') throw conflict(INVALID_BASELINE);
  if (run.verdict !== 'passed' && run.verdict !== 'failed')
    throw conflict('A run that is not over, or that ended early, cannot be a baseline. Choose another run.');
  await ctx.db.baseline.upsert({
    where: { planId_environmentId: { planId, environmentId } },
    create: { planId, environmentId, runId },
    update: { runId, pinnedAt: new Date() },
  });
  return { environmentId, run: listItem(run, ctx.runs) };
}

/** Nothing is wrong when nothing was pinned. */
export async function unpinBaseline({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string; environmentId: string };
}): Promise<void> {
  const { id: planId, environmentId } = parse(Place, input);
  await ctx.db.baseline.deleteMany({ where: { planId, environmentId } });
}
