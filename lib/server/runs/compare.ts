import { z } from 'zod';
import type { RunPair } from '../../api/contract.ts';
import type { ServerContext } from '../context.ts';
import { conflict } from '../errors.ts';
import { parse } from '../parse.ts';
import { getRun } from './get.ts';

export const RunIds = z.object({
  baseline: z.string('must name the run to compare with, by its id'),
  candidate: z.string('must name the run to judge, by its id'),
});

export const INVALID_BASELINE =
  'The baseline is invalid: the generator could not keep up, so nothing can be measured by it. Choose another run.';

/** Two runs with their figures. An invalid one is never a baseline. */
export async function compareTwoRuns({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: unknown;
}): Promise<RunPair> {
  const ids = parse(RunIds, input);
  const baseline = await getRun({ ctx, input: { id: ids.baseline } });
  if (baseline.run.verdict === 'invalid') throw conflict(INVALID_BASELINE);
  return { baseline, candidate: await getRun({ ctx, input: { id: ids.candidate } }) };
}
