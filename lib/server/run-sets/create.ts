import { randomInt } from 'node:crypto';
import { CreateRunSet, type RunSet } from '../../api/run-sets.ts';
import { sideAt } from '../../compare/set-words.ts';
import type { ServerContext } from '../context.ts';
import { parse } from '../parse.ts';
import { preparedRun } from '../runs/create.ts';
import { getRunSet } from './get.ts';

/**
 * Queues the runs of a set: A B B A …, or A again and again. All of them have the same plan version, the same schedule and the
 * same random choices. Throws a Problem that names everything that would keep a run from starting.
 */
export async function createRunSet({ ctx, input }: { ctx: ServerContext; input: unknown }): Promise<RunSet> {
  const { planId, versionId, a, b, runs, ...labels } = parse(CreateRunSet, input);
  const ofA = await preparedRun(ctx, { planId, versionId, ...a, ...labels });
  const sides = { A: ofA, B: b ? await preparedRun(ctx, { ...labels, ...b, planId, versionId }) : ofA };
  const seed = randomInt(2 ** 31);
  const id = await ctx.db.$transaction(async (db) => {
    const kind = b ? 'ab' : 'aa';
    const set = await db.runSet.create({ data: { planId, kind }, select: { id: true } });
    for (let setPosition = 1; setPosition <= runs; setPosition++) {
      const setSide = sideAt(kind, setPosition);
      // One after the other: their ids are their order in the queue.
      await db.run.create({
        data: { ...sides[setSide], seed, setId: set.id, setPosition, setSide },
        select: { id: true },
      });
    }
    return set.id;
  });
  ctx.runs.wake();
  ctx.runs.changed();
  return getRunSet({ ctx, input: { id } });
}
