import { ProbeStretch } from '../../api/probes.ts';
import { type RunProbes, runProbes } from '../../probe/run-probes.ts';
import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { parse } from '../parse.ts';

/** What was observed of the target in a stretch of a run; of the whole run unless asked otherwise. */
export async function getRunProbes({
  ctx,
  input: { id, query },
}: {
  ctx: ServerContext;
  input: { id: string; query: unknown };
}): Promise<RunProbes> {
  const { from, to, width } = parse(ProbeStretch, query);
  const row = await ctx.db.run.findUnique({ where: { id }, select: { id: true } });
  if (!row) throw notFound('run', id);
  const probes = await ctx.probes.records.of(id);
  const last = Math.max(0, ...probes.map(({ atMs }) => atMs.at(-1) ?? 0)) / 1000;
  return runProbes(probes, { from, to: to ?? Math.max(from, Math.floor(last) + 1), width });
}
