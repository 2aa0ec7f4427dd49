import type { SavedPlan } from '../../api/contract.ts';
import type { ServerContext } from '../context.ts';
import { insertPlan } from './create.ts';
import { getPlan } from './get.ts';

const MAX_NAME = 200;

/** A new plan with the newest document of another one, called `Copy of …`. */
export async function duplicatePlan({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<SavedPlan> {
  const { version } = await getPlan({ ctx, input });
  const name = `Copy of ${version.document.name}`.slice(0, MAX_NAME);
  return insertPlan(ctx, { ...version.document, name });
}
