import type { ServerContext } from '../context.ts';
import type { Prisma } from '../generated/client.ts';

/**
 * Deletes runs that are over and of which `only` is true: rows first, then what is kept beside them. When the process ends in
 * between, the next start finds the files without a row (`removeStrays`). Plans that were deleted before go with their last run.
 * Answers which were deleted.
 */
export async function removeRuns(
  { db, runs }: Pick<ServerContext, 'db' | 'runs'>,
  ids: readonly string[],
  only: Prisma.RunWhereInput = {},
): Promise<string[]> {
  const gone = await db.$transaction(async (tx) => {
    const where = { id: { in: [...ids] }, status: 'finished', ...only };
    const found = await tx.run.findMany({ where, select: { id: true } });
    await tx.run.deleteMany({ where });
    await removeLeft(tx);
    return found.map(({ id }) => id);
  });
  await Promise.all(gone.map((id) => runs.forget(id)));
  if (gone.length === 0) return gone;
  await runs.giveBackSpace();
  runs.changed();
  return gone;
}

/** A set that is being made has no runs yet. Milliseconds. */
const MAKING_MS = 3_600_000;

/**
 * Deletes what is there for runs alone and has none any more: sets, and plans that were deleted while they had some. Ready-made plans
 * stay known, so as not to come back.
 */
export async function removeLeft(tx: Prisma.TransactionClient): Promise<void> {
  const made = new Date(Date.now() - MAKING_MS);
  await tx.runSet.deleteMany({ where: { createdAt: { lt: made }, runs: { none: {} } } });
  const left = await tx.plan.findMany({
    where: { archivedAt: { not: null }, readyMade: null, runs: { none: {} } },
    select: { id: true },
  });
  if (left.length === 0) return;
  const ids = left.map(({ id }) => id);
  await tx.planVersion.deleteMany({ where: { planId: { in: ids } } });
  await tx.plan.deleteMany({ where: { id: { in: ids } } });
}
