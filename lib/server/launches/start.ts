import { type LaunchDetail, StartLaunch } from '../../api/launches.ts';
import { type LoadMix, loadMixOf } from '../../capacity/load-mix.ts';
import { searchSetupOf } from '../../capacity/setup.ts';
import { LAUNCH_PARTS, launchPlan, peakLoad } from '../../launch/parts.ts';
import type { ServerContext } from '../context.ts';
import { invalid } from '../errors.ts';
import { parse } from '../parse.ts';
import { preparedRun } from '../runs/create.ts';
import { getLaunch } from './get.ts';

const noLaunch = (path: string, message: string) => invalid([{ path, message }]);

/** Queues the runs of a rehearsal, one after the other. Throws a Problem that names what would keep one of them from starting. */
export async function startLaunch({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: unknown;
}): Promise<LaunchDetail> {
  const { settings, ...asked } = parse(StartLaunch, input);
  let mix: LoadMix | undefined;
  const rows: Awaited<ReturnType<typeof preparedRun>>[] = [];
  for (const part of LAUNCH_PARTS) {
    const row = await preparedRun(ctx, asked, (plan, environment) => {
      const found = loadMixOf(plan, environment);
      if ('problem' in found) throw noLaunch('planId', found.problem);
      mix = found;
      const peak = peakLoad(settings, found.unit);
      if (2 * peak > found.ceiling)
        throw noLaunch(
          'settings.peak',
          `is ${peak} ${found.unit}, and twice of it is tried too, but the environment "${environment.name}" allows ${found.ceiling}; raise its ceiling`,
        );
      if (part !== 'capacity')
        return { plan: launchPlan(part, plan, found, settings, environment), launchPart: part };
      const beyond = settings.search.beyond && !environment.production;
      const search = searchSetupOf(plan, environment, {
        startLoad: Math.max(1, peak / 4),
        ...settings.search,
        beyond,
      });
      if ('problems' in search) throw noLaunch('planId', search.problems.join('; '));
      return { plan: search.plan, search: JSON.stringify(search.setup), launchPart: part };
    });
    rows.push(row);
  }
  if (!mix) throw noLaunch('planId', 'nothing can be rehearsed');
  const { unit } = mix;
  const id = await ctx.db.$transaction(async (db) => {
    const launch = await db.launch.create({
      data: {
        ...{ planId: asked.planId, environmentId: asked.environmentId, release: asked.release, unit },
        settings: JSON.stringify(settings),
        peak: peakLoad(settings, unit),
      },
      select: { id: true },
    });
    // One after the other: their ids are their order in the queue.
    for (const row of rows)
      await db.run.create({ data: { ...row, launchId: launch.id }, select: { id: true } });
    return launch.id;
  });
  ctx.runs.wake();
  ctx.runs.changed();
  return getLaunch({ ctx, input: { id } });
}
