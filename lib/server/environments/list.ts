import type { EnvironmentDetail } from '../../api/contract.ts';
import type { ServerContext } from '../context.ts';
import { environmentDetail, WITH_SECRET_NAMES } from './environment-row.ts';

/** All environments by name, secrets named but never shown. */
export async function listEnvironments({ ctx }: { ctx: ServerContext }): Promise<EnvironmentDetail[]> {
  const rows = await ctx.db.environment.findMany({ orderBy: { name: 'asc' }, include: WITH_SECRET_NAMES });
  return rows.map(environmentDetail);
}
