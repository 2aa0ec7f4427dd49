import { EditRun, type RunListItem } from '../../api/contract.ts';
import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { parse } from '../parse.ts';
import { LIST_COLUMNS, listItem, searchText } from './run-row.ts';

/** Changes what people noted of a run: release label, git commit, note; and whether it is kept for good. */
export async function editRun({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string; body: unknown };
}): Promise<RunListItem> {
  const { id } = input;
  const change = parse(EditRun, input.body);
  const row = await ctx.db.$transaction(async (tx) => {
    const before = await tx.run.findUnique({ where: { id }, select: LIST_COLUMNS });
    if (!before) throw notFound('run', id);
    return tx.run.update({
      where: { id },
      data: { ...change, searchText: searchText({ ...before, ...change }) },
      select: LIST_COLUMNS,
    });
  });
  ctx.runs.changed();
  return listItem(row, ctx.runs);
}
