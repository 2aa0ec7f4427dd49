import { type FindingChanges, findingChanges } from '../../findings/finding-changes.ts';
import type { ServerContext } from '../context.ts';
import { conflict } from '../errors.ts';
import { parse } from '../parse.ts';
import { RunIds } from '../runs/compare.ts';
import { getRun } from '../runs/get.ts';
import { getRunFindings } from './run-findings.ts';

/** What of one run's findings is gone in another one, still there, or new. Both must be over: before that nothing is gone. */
export async function compareFindings({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: unknown;
}): Promise<FindingChanges> {
  const { baseline, candidate } = parse(RunIds, input);
  const findingsOf = async (id: string) => {
    const { run } = await getRun({ ctx, input: { id } });
    if (run.status !== 'finished') throw conflict('A run is not over yet; nothing can be gone before that.');
    return getRunFindings({ ctx, input: { id } });
  };
  return findingChanges(await findingsOf(baseline), await findingsOf(candidate));
}
