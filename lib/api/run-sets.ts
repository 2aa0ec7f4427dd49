import { z } from 'zod';
import { RunEstimates, RunNoise } from '../judge/estimate.ts';
import { CreateRun, RunListItem } from './contract.ts';

const { planId, versionId, environmentId, release, gitCommit, note } = CreateRun.shape;
const id = z.string().min(1).max(100);

/** Two releases in alternation, or the same release again and again. */
export const RunSetKind = z.enum(['ab', 'aa']);
export type RunSetKind = z.output<typeof RunSetKind>;

const Side = z.strictObject({
  environmentId: environmentId.describe('Where the release answers.'),
  release: release.describe('Its label.'),
});

/**
 * POST /api/run-sets (201, a RunSet): runs one after the other, with the same schedule and the same random choices. With
 * `b` in the order A B B A …, judged pair by pair; without, `a` again and again, which measures the noise of its environment.
 */
export const CreateRunSet = z
  .strictObject({
    ...{ planId, versionId },
    a: Side.describe('The baseline.'),
    b: Side.optional().describe('The candidate; left out to run A only.'),
    runs: z.int().min(2, 'at least 2').max(16, 'at most 16').default(4).describe('How many in all.'),
    ...{ gitCommit, note },
  })
  .refine(({ b, runs }) => b === undefined || runs % 2 === 0, {
    path: ['runs'],
    message: 'must be even, so that both releases have as many; write 2, 4, 6 …',
  });
export type CreateRunSet = z.input<typeof CreateRunSet>;

/**
 * POST /api/run-sets/:id/again (201, a RunSet) of a set that is over: the runs that cannot be judged are run again at their places
 * (of A/B with the other of their pair), or all of them as a new set. 409 when nothing is missing.
 */
export const RunSetAgain = z.strictObject({
  what: z
    .enum(['missing', 'all'])
    .default('missing')
    .describe('Only what cannot be judged; or everything, as a new set.'),
});
export type RunSetAgain = z.input<typeof RunSetAgain>;

export const RunSetSide = z.enum(['A', 'B']);
export type RunSetSide = z.output<typeof RunSetSide>;

/** `broken`: it is over, and not all of its runs can be judged. */
export const RunSetState = z.enum(['waiting', 'running', 'done', 'broken']);
export type RunSetState = z.output<typeof RunSetState>;

/** GET /api/run-sets/:id, and in a list, the newest first, GET /api/run-sets?planId&environmentId. */
export const RunSet = z.object({
  id,
  kind: RunSetKind,
  plan: z.object({ id, name: z.string() }),
  createdAt: z.iso.datetime(),
  state: RunSetState,
  /** How it stands, for people. */
  sentence: z.string(),
  runs: z.array(z.object({ position: z.int(), side: RunSetSide, run: RunListItem })),
});
export type RunSet = z.output<typeof RunSet>;

export const RunSetFilter = z.object({
  planId: id.optional(),
  environmentId: id.optional(),
  kind: RunSetKind.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export const RunSets = z.object({ sets: z.array(RunSet) });

/**
 * GET /api/run-sets/:id/estimates: the pairs that can be judged, each for itself and all together. Of `ab` a pair is A and the B
 * beside it; of `aa` the first run and every other one, and `noise` is what was measured by them. 409 while there is no pair.
 */
export const RunSetEstimates = z.object({
  pairs: z.array(z.object({ baseline: id, candidate: id, estimates: RunEstimates })),
  together: RunEstimates.nullable(),
  noise: RunNoise.nullable(),
});
export type RunSetEstimates = z.output<typeof RunSetEstimates>;
