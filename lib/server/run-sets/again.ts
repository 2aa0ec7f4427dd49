import { type RunSet, RunSetAgain, type RunSetSide } from '../../api/run-sets.ts';
import { missingPlaces, sideAt } from '../../compare/set-words.ts';
import type { ServerContext } from '../context.ts';
import { conflict } from '../errors.ts';
import { parse } from '../parse.ts';
import { preparedRun } from '../runs/create.ts';
import { createRunSet } from './create.ts';
import { getRunSet } from './get.ts';

/**
 * Runs what a set lacks at the places where it lacks it, or all of it once more as a new set; as the environments are now. Throws
 * a Problem while the set goes on, when it lacks nothing, and as `createRunSet` does.
 */
export async function repeatRunSet({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string; body: unknown };
}): Promise<RunSet> {
  const { what } = parse(RunSetAgain, input.body);
  const set = await getRunSet({ ctx, input });
  if (set.state === 'waiting' || set.state === 'running')
    throw conflict(`It goes on. ${set.sentence} Stop it first, or wait for its end.`);
  const sides = await sidesOf(ctx, set);
  if (what === 'all') {
    const [a, b] = [sides.A, sides.B].map((side) => side && placeOf(side));
    const { planVersionId: versionId, gitCommit, note } = sides.A;
    const runs = Math.max(...set.runs.map(({ position }) => position));
    return createRunSet({ ctx, input: { planId: set.plan.id, versionId, a, b, runs, gitCommit, note } });
  }
  const places = missingPlaces(set.kind, set.runs);
  if (places.length === 0)
    throw conflict('Nothing is missing: all of its runs can be judged. All of them can be run once more.');
  const prepared = {
    A: await preparedRun(ctx, askedOf(set, sides.A)),
    B: sides.B && (await preparedRun(ctx, askedOf(set, sides.B))),
  };
  await ctx.db.$transaction(async (db) => {
    // They stay among the runs, but are none of the set any more.
    await db.run.updateMany({
      where: { setId: set.id, setPosition: { in: places } },
      data: { setId: null, setPosition: null, setSide: null },
    });
    for (const setPosition of places) {
      const setSide = sideAt(set.kind, setPosition);
      const data = prepared[setSide] ?? prepared.A;
      // One after the other: their ids are their order in the queue.
      await db.run.create({
        data: { ...data, seed: sides.A.seed, setId: set.id, setPosition, setSide },
        select: { id: true },
      });
    }
  });
  ctx.runs.wake();
  ctx.runs.changed();
  return getRunSet({ ctx, input });
}

type Side = Awaited<ReturnType<typeof sideIn>>;

async function sidesOf(ctx: ServerContext, { id, kind }: RunSet): Promise<{ A: Side; B?: Side }> {
  const A = await sideIn(ctx, id, 'A');
  return kind === 'ab' ? { A, B: await sideIn(ctx, id, 'B') } : { A };
}

/** What a release of the set was run with. */
async function sideIn({ db }: ServerContext, setId: string, setSide: RunSetSide) {
  const run = await db.run.findFirst({
    where: { setId, setSide },
    orderBy: { setPosition: 'asc' },
    select: {
      ...{ planVersionId: true, environmentId: true, environmentName: true },
      ...{ release: true, gitCommit: true, note: true, seed: true },
    },
  });
  if (!run)
    throw conflict(`No run of ${setSide} is left, so that it is not known what to run. Start a new set.`);
  const { environmentId, environmentName } = run;
  if (environmentId === null)
    throw conflict(
      `The environment "${environmentName}" of ${setSide} was deleted. Start a new set in another one.`,
    );
  return { ...run, environmentId };
}

const placeOf = ({ environmentId, release }: Side) => ({ environmentId, release });

const askedOf = ({ plan }: RunSet, side: Side) => ({
  ...{ planId: plan.id, versionId: side.planVersionId, ...placeOf(side) },
  ...{ gitCommit: side.gitCommit, note: side.note },
});
