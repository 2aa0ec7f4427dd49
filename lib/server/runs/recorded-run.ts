import type { RecordReader } from '../../record/record-reader.ts';
import type { ServerContext } from '../context.ts';
import { storedEnvironment } from '../environments/environment-row.ts';
import { conflict, notFound } from '../errors.ts';
import { PLAN_COLUMNS, planOfRun } from './plan-of-run.ts';

/** Calls `use` with the record of a run, and with what of the run its record does not hold. Throws a Problem when there is none. */
export async function withRecordedRun<T>(
  ctx: ServerContext,
  id: string,
  use: (reader: RecordReader, run: Awaited<ReturnType<typeof runRow>>) => Promise<T>,
): Promise<T> {
  const run = await runRow(ctx, id);
  const found = await ctx.runs.withRecord(id, async (reader) => ({ answer: await use(reader, run) }));
  if (!found)
    throw conflict('Nothing of this run was recorded: it has not begun, or it ended before it began.');
  return found.answer;
}

async function runRow(ctx: ServerContext, id: string) {
  const row = await ctx.db.run.findUnique({
    where: { id },
    select: { durationSeconds: true, environmentDocument: true, ...PLAN_COLUMNS },
  });
  if (!row) throw notFound('run', id);
  return {
    durationSeconds: row.durationSeconds,
    // Read when they are asked for: most questions are of the record alone.
    get plan() {
      return planOfRun(row);
    },
    get environment() {
      return storedEnvironment(row.environmentDocument);
    },
  };
}
