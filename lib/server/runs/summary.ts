import { RunSummary } from '../../run/summary.ts';
import type { ServerContext } from '../context.ts';
import { conflict, notFound } from '../errors.ts';

/** The figures of a run that is over: the very object that the headless runner writes with `--out`. */
export async function getSummary({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<RunSummary> {
  const row = await ctx.db.run.findUnique({
    where: { id: input.id },
    select: { status: true, summary: true },
  });
  if (!row) throw notFound('run', input.id);
  if (row.status !== 'finished') throw conflict('This run is not over yet; its summary is made at its end.');
  if (row.summary === null)
    throw conflict('This run ended before it started, so there is nothing to sum up.');
  return RunSummary.parse(JSON.parse(row.summary));
}
