import { type ProbeLookAnswer, TestProbe } from '../../api/probes.ts';
import { Environment } from '../../plan/environment.ts';
import type { ServerContext } from '../context.ts';
import { invalid } from '../errors.ts';
import { parse } from '../parse.ts';

/** Looks at one probe of an environment as it would be saved. */
export async function tryProbe({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: unknown;
}): Promise<ProbeLookAnswer> {
  const { environment: draft, environmentId, probe: index } = parse(TestProbe, input);
  const { secrets: given, ...rest } = draft;
  const environment = Environment.parse(rest);
  const probe = environment.probes[index];
  if (!probe)
    throw invalid([{ path: 'probe', message: `the environment has ${environment.probes.length} probes` }]);
  const stored = environmentId ? await ctx.db.secret.findMany({ where: { environmentId } }) : [];
  const secrets = new Map(stored.map(({ name, value }) => [name, value]));
  for (const [name, value] of Object.entries(given)) {
    if (value === null) secrets.delete(name);
    else secrets.set(name, value);
  }
  return ctx.probes.look({ environment, secrets: Object.fromEntries(secrets) }, probe);
}
