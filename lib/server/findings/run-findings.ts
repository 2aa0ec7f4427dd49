import { NOTHING_LOOKED_AT, type RunFindings, runFindings } from '../../findings/run-findings.ts';
import { binWidth } from '../../run/bin-width.ts';
import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { PLAN_COLUMNS, planOfRun } from '../runs/plan-of-run.ts';
import { sharedAnswer } from '../runs/shared-answers.ts';
import { sharedCurves } from '../runs/shared-curves.ts';

/** Points of the course of a run that rules look at, at most: about as many as its page draws, which are read once for both. */
const MOST_POINTS = 500;
/** Of a run that goes on, it is told anew so often. Seconds. */
const FRESH_SECONDS = 10;

/** What limited the target in a run, also while it goes on. Nothing of one that has not begun. */
export async function getRunFindings({
  ctx,
  input: { id },
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<RunFindings> {
  const row = await ctx.db.run.findUnique({ where: { id }, select: { status: true, ...PLAN_COLUMNS } });
  if (!row) throw notFound('run', id);
  const answer = await ctx.runs.withRecord(id, async (reader) => {
    const isOver = row.status === 'finished';
    const to = isOver ? reader.seconds : Math.floor(reader.seconds / FRESH_SECONDS) * FRESH_SECONDS;
    if (to === 0) return undefined;
    const width = binWidth(to, MOST_POINTS);
    const asked = { from: 0, to, width, latency: 'responseTime', series: undefined } as const;
    return sharedAnswer(ctx, id, `findings ${row.status}`, asked, async () => {
      const view = await ctx.runs.view(id, Number.MAX_SAFE_INTEGER);
      if (!view) throw notFound('run', id);
      const { points } = await sharedCurves(ctx, id, reader, asked);
      const { totals, requests, remotes, generator, warmUp } = view;
      return runFindings({
        plan: planOfRun(row),
        summary: {
          ...{ totals, requests, remotes, generator },
          durationSeconds: view.elapsedSeconds,
          warmUpSeconds: warmUp.seconds,
        },
        points,
        probes: await ctx.probes.records.of(id),
        samples: await ctx.runs.samples(id),
      });
    });
  });
  return answer ?? NOTHING_LOOKED_AT;
}
