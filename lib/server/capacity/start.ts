import { type CapacityItem, StartCapacity } from '../../api/capacity.ts';
import { searchSetupOf } from '../../capacity/setup.ts';
import type { ServerContext } from '../context.ts';
import { invalid } from '../errors.ts';
import { parse } from '../parse.ts';
import { createRun } from '../runs/create.ts';

/** Queues a search for the capacity of an environment with a plan. Throws a Problem that says why there can be none. */
export async function startSearch({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: unknown;
}): Promise<CapacityItem> {
  const { settings, ...run } = parse(StartCapacity, input);
  let unit: CapacityItem['unit'] = 'users';
  const made = await createRun({
    ctx,
    input: run,
    reshape: (plan, environment) => {
      // What people depend on is not driven beyond its capacity unasked.
      const asked = { ...settings, beyond: settings.beyond && !environment.production };
      const found = searchSetupOf(plan, environment, asked);
      if ('problems' in found)
        throw invalid(
          found.problems.map((message) => ({ path: 'planId', message: `no search: ${message}` })),
        );
      unit = found.setup.mix.unit;
      return { plan: found.plan, search: JSON.stringify(found.setup) };
    },
  });
  return { run: made, unit, phase: 'trying', answer: null };
}
