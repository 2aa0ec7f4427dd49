import type { RunSet, RunSetEstimates } from '../../api/run-sets.ts';
import { isUsable, pairsOf } from '../../compare/set-words.ts';
import { estimateTogether } from '../../judge/estimate-pairs-together.ts';
import { type ReadPairs, readPairs } from '../../judge/estimate-runs.ts';
import { noiseOf } from '../../judge/run-noise.ts';
import { seedOf } from '../../judge/seed.ts';
import type { ServerContext } from '../context.ts';
import { conflict } from '../errors.ts';
import { breather } from '../records/take-breath.ts';
import { compareRuns, readingTwo } from '../runs/compare-runs.ts';
import { KeptAnswers } from '../runs/kept-answers.ts';
import { getRunSet } from './get.ts';

const kept = new KeptAnswers<RunSetEstimates>(20);

/** The answers to a set of runs, as far as it has come. Throws a Problem while nothing can be judged. */
export async function estimateRunSet({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<RunSetEstimates> {
  const set = await getRunSet({ ctx, input });
  const pairs = judgeable(set);
  if (pairs.length === 0) throw conflict(`Nothing of this set can be judged yet. ${set.sentence}`);
  const key = pairs.flatMap(({ baseline, candidate }) => [baseline, candidate]).join(' ');
  return kept.find(key, () => estimate(ctx, set, pairs));
}

type Ids = { baseline: string; candidate: string };

function judgeable({ kind, runs }: RunSet): Ids[] {
  if (kind === 'ab') return pairsOf(runs).map(({ a, b }) => ({ baseline: a.run.id, candidate: b.run.id }));
  const [first, ...others] = runs.filter(isUsable);
  return first ? others.map(({ run }) => ({ baseline: first.run.id, candidate: run.id })) : [];
}

async function estimate(
  ctx: ServerContext,
  { id, kind }: RunSet,
  ids: readonly Ids[],
): Promise<RunSetEstimates> {
  const pairs = [];
  for (const pair of ids) pairs.push({ ...pair, estimates: await compareRuns(ctx, pair) });
  const single = pairs.map(({ estimates }) => estimates);
  if (kind === 'aa') return { pairs, together: null, noise: noiseOf(single) };
  const breathe = breather();
  const read: ReadPairs[] = [];
  for (const pair of ids)
    read.push(
      await readingTwo(ctx, pair, (one, other, isPaired) =>
        readPairs(one, other, { isPaired, among: ids.length, breathe }),
      ),
    );
  const together = await estimateTogether(read, single, { seed: seedOf(id), breathe });
  return { pairs, together, noise: null };
}
