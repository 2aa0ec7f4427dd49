import type { z } from 'zod';
import { CapacityFilter, type CapacityList } from '../../api/capacity.ts';
import type { ServerContext } from '../context.ts';
import { parse } from '../parse.ts';
import { CAPACITY_COLUMNS, capacityItem } from './capacity-row.ts';

/** Capacity searches, the newest first. */
export async function listSearches({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: unknown;
}): Promise<z.output<typeof CapacityList>> {
  const { limit, ...place } = parse(CapacityFilter, input);
  const rows = await ctx.db.run.findMany({
    where: { ...place, search: { not: null } },
    orderBy: { id: 'desc' },
    take: limit,
    select: CAPACITY_COLUMNS,
  });
  return { searches: rows.map((row) => capacityItem(row, ctx.runs)) };
}
