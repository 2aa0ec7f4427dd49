import { RunFilter, type RunList } from '../../api/contract.ts';
import type { ServerContext } from '../context.ts';
import type { Prisma } from '../generated/client.ts';
import { parse } from '../parse.ts';
import { LIST_COLUMNS, listItem, searchable } from './run-row.ts';

const MAX_RELEASES = 200;

/** Runs that a RunFilter lets through, newest first, a page at a time, with the labels of all releases ever run. */
export async function listRuns({ ctx, input }: { ctx: ServerContext; input: unknown }): Promise<RunList> {
  const { cursor, limit, ...filter } = parse(RunFilter, input);
  // Ids sort by time, so that a cursor stays good when its run is deleted.
  const rows = await ctx.db.run.findMany({
    where: { ...conditions(filter), ...(cursor && { id: { lt: cursor } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
    select: LIST_COLUMNS,
  });
  const page = rows.slice(0, limit);
  return {
    runs: page.map((row) => listItem(row, ctx.runs)),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    releases: await releases(ctx),
  };
}

function conditions({ q, searches, ...equal }: Omit<RunFilter, 'cursor' | 'limit'>): Prisma.RunWhereInput {
  const words = searchable(q ?? '')
    .split(/\s+/)
    .filter(Boolean);
  const search = searches && {
    search: searches === 'none' ? null : { not: null },
    ...(searches === 'none' && { launchId: null }),
  };
  return { ...equal, ...search, AND: words.map((word) => ({ searchText: { contains: word } })) };
}

/** The labels used last come first. */
async function releases(ctx: ServerContext): Promise<string[]> {
  const groups = await ctx.db.run.groupBy({
    by: 'release',
    where: { release: { not: '' } },
    _max: { id: true },
    orderBy: { _max: { id: 'desc' } },
    take: MAX_RELEASES,
  });
  return groups.map(({ release }) => release);
}
