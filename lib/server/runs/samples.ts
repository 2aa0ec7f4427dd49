import type { RunSamples } from '../../api/contract.ts';
import { runSamples } from '../../record/run-samples.ts';
import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { withRecordedRun } from './recorded-run.ts';
import { askedStretch, type StretchQuery, stretchAlone } from './stretch.ts';

/** Exchanges that were kept of a run or of a stretch of it, while it goes on and afterwards. */
export async function getSamples({
  ctx,
  input: { id, query = {} },
}: {
  ctx: ServerContext;
  input: { id: string; query?: StretchQuery };
}): Promise<RunSamples> {
  const isStretch = ['from', 'to', 'series'].some((name) => query[name] !== undefined);
  if (isStretch) {
    const exchanges = await withRecordedRun(ctx, id, (reader) => {
      const { from, to, series } = askedStretch(stretchAlone(query), reader);
      return runSamples(reader, { from, to }, { series });
    });
    return { exchanges };
  }
  const row = await ctx.db.run.findUnique({ where: { id }, select: { id: true } });
  if (!row) throw notFound('run', id);
  return { exchanges: await ctx.runs.samples(id) };
}
