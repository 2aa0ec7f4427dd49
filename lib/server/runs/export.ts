import type { RunFile } from '../../record/run-file.ts';
import { RUN_FILE_TYPE } from '../../record/run-file-type.ts';
import { RunSummary } from '../../run/summary.ts';
import type { ServerContext } from '../context.ts';
import { storedEnvironment } from '../environments/environment-row.ts';
import { conflict, notFound } from '../errors.ts';
import { planOfRun } from './plan-of-run.ts';
import { eventsOf } from './run-events.ts';

/** An ended run as one file: its record, and what is needed to show it elsewhere. Secrets are in none of it. */
export async function exportRun({
  ctx,
  input: { id },
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<Response> {
  const row = await ctx.db.run.findUnique({ where: { id }, include: { planVersion: true } });
  if (!row) throw notFound('run', id);
  if (row.status !== 'finished') throw conflict('This run is not over yet; its file is whole at its end.');
  if (row.summary === null || row.reason === null)
    throw conflict('This run ended before it started, so there is nothing to keep.');
  const about: RunFile = {
    schema: 1,
    plan: planOfRun(row),
    environment: storedEnvironment(row.environmentDocument),
    ...{ release: row.release, gitCommit: row.gitCommit, note: row.note, workers: row.workers ?? 0 },
    reason: JSON.parse(row.reason),
    summary: RunSummary.parse(JSON.parse(row.summary)),
    events: await eventsOf(ctx.db, id),
    probes: await ctx.probes.records.of(id),
  };
  const stream = await ctx.runs.exportRecord(id, about);
  if (!stream) throw conflict('The record of this run is gone or damaged.');
  return new Response(stream, {
    headers: {
      'content-type': RUN_FILE_TYPE,
      'content-disposition': `attachment; filename="run-${id}.rehearsal"`,
      'cache-control': 'no-store',
    },
  });
}
