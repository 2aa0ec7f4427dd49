import type { CapacityDetail } from '../../api/capacity.ts';
import { changeSince } from '../../capacity/trend-line.ts';
import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { CAPACITY_COLUMNS, capacityItem, reportOf, setupOf } from './capacity-row.ts';

/** Earlier searches that are told with one. */
const MOST_EARLIER = 20;

/** A search as far as it has come, with those before it of the same plan and environment. */
export async function getSearch({
  ctx,
  input: { id },
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<CapacityDetail> {
  const row = await ctx.db.run.findUnique({
    where: { id, search: { not: null } },
    select: CAPACITY_COLUMNS,
  });
  if (!row) throw notFound('capacity search', id);
  const earlier = await ctx.db.run.findMany({
    where: {
      search: { not: null },
      id: { lt: id },
      planId: row.plan.id,
      environmentId: row.environmentId,
    },
    orderBy: { id: 'desc' },
    take: MOST_EARLIER,
    select: CAPACITY_COLUMNS,
  });
  const search = capacityItem(row, ctx.runs);
  const older = earlier.map((one) => capacityItem(one, ctx.runs));
  return {
    ...search,
    change: changeSince(search, older),
    settings: setupOf(row).settings,
    report: reportOf(row),
    earlier: older,
  };
}
