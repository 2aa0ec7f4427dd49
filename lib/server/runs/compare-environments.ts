import { type EnvironmentComparison, environmentComparison } from '../../compare/environment-comparison.ts';
import type { ServerContext } from '../context.ts';
import { compareTwoRuns } from './compare.ts';

/** What one environment adds to the time of requests in another. Throws a Problem when the baseline is invalid. */
export async function compareEnvironments(asked: {
  ctx: ServerContext;
  input: unknown;
}): Promise<EnvironmentComparison> {
  const { baseline, candidate } = await compareTwoRuns(asked);
  return environmentComparison(baseline, candidate);
}
