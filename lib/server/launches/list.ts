import type { z } from 'zod';
import { LaunchFilter, type LaunchList } from '../../api/launches.ts';
import type { ServerContext } from '../context.ts';
import { parse } from '../parse.ts';
import { launchOf } from './launch-row.ts';

/** Launch rehearsals, the newest first. */
export async function listLaunches({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: unknown;
}): Promise<z.output<typeof LaunchList>> {
  const { limit, ...where } = parse(LaunchFilter, input);
  const rows = await ctx.db.launch.findMany({ where, orderBy: { id: 'desc' }, take: limit });
  const launches = [];
  for (const row of rows) {
    const launch = await launchOf(ctx, row);
    if (launch) launches.push(launch);
  }
  return { launches };
}
