import type { z } from 'zod';
import type { StoppedAll } from '../../api/contract.ts';
import type { ServerContext } from '../context.ts';
import { UNFINISHED } from './run-row.ts';
import { requestStop } from './stop.ts';

/** The kill switch: ends every run, those that go on before those that wait. */
export async function stopAllRuns({ ctx }: { ctx: ServerContext }): Promise<z.output<typeof StoppedAll>> {
  const rows = await ctx.db.run.findMany({
    where: { status: { in: UNFINISHED } },
    select: { id: true, status: true },
  });
  // The wish reaches the engine before anything waits for the database.
  for (const { id, status } of rows) if (status !== 'queued') ctx.runs.stop(id, 'kill-switch');
  let stopped = 0;
  for (const { id } of rows) if (await requestStop(ctx, id, 'kill-switch')) stopped++;
  ctx.runs.changed();
  return { stopped };
}
