import type { ServerContext } from '../context.ts';
import { Problem } from '../errors.ts';

/** From now on it lets nobody in. */
export async function revokeToken({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<void> {
  const { count } = await ctx.db.apiToken.updateMany({
    where: { id: input.id, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  if (count === 0) throw new Problem('not-found', `There is no token "${input.id}" that is still good.`);
}
