import type { z } from 'zod';
import type { StoppedAll } from '../../api/contract.ts';
import type { ServerContext } from '../context.ts';
import { UNFINISHED } from './run-row.ts';
import { requestStop } from './stop.ts';

/** The kill switch: ends every run, those that go on before those that wait. */
export async function stopAllRuns({ ctx }: { ctx: ServerContext }): Promise<z.output<typeof StoppedAll>> {
  // Before anything that could wait or fail.
  const stopping = new Set(ctx.runs.stopAll('kill-switch'));
  const rows = await ctx.db.run.findMany({ where: { status: { in: UNFINISHED } }, select: { id: true } });
  for (const { id } of rows) if (await requestStop(ctx, id, 'kill-switch')) stopping.add(id);
  ctx.runs.changed();
  return { stopped: stopping.size };
}
