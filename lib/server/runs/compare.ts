import { z } from 'zod';
import type { RunPair } from '../../api/contract.ts';
import { compareRuns } from '../../compare/compare-runs.ts';
import type { ServerContext } from '../context.ts';
import { parse } from '../parse.ts';
import { getRun } from './get.ts';

export const RunIds = z.object({
  baseline: z.string('must name the run to compare with, by its id'),
  candidate: z.string('must name the run to judge, by its id'),
});

/** Two runs with their figures and what changed between them, request by request. */
export async function compareTwoRuns({ ctx, input }: { ctx: ServerContext; input: unknown }) {
  const ids = parse(RunIds, input);
  const baseline = await getRun({ ctx, input: { id: ids.baseline } });
  const candidate = await getRun({ ctx, input: { id: ids.candidate } });
  return { baseline, candidate, comparison: compareRuns(baseline.view, candidate.view) } satisfies RunPair & {
    comparison: unknown;
  };
}
