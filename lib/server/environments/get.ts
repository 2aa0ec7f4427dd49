import type { EnvironmentDetail } from '../../api/contract.ts';
import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { environmentDetail, WITH_SECRET_NAMES } from './environment-row.ts';

/** One environment, secrets named but never shown. */
export async function getEnvironment({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<EnvironmentDetail> {
  const row = await ctx.db.environment.findUnique({ where: { id: input.id }, include: WITH_SECRET_NAMES });
  if (!row) throw notFound('environment', input.id);
  return environmentDetail(row);
}
