import type { RunEstimates } from '../../judge/estimate.ts';
import { estimateRuns, type RecordedRun } from '../../judge/estimate-runs.ts';
import type { RecordReader } from '../../record/record-reader.ts';
import { RunSummary } from '../../run/summary.ts';
import type { ServerContext } from '../context.ts';
import { conflict, notFound } from '../errors.ts';
import { parse } from '../parse.ts';
import { breather } from '../records/take-breath.ts';
import { INVALID_BASELINE, RunIds } from './compare.ts';
import { PLAN_COLUMNS, planOfRun } from './plan-of-run.ts';

/** Comparisons that are kept, since runs that have ended do not change. */
const MAX_KEPT = 50;
const kept = new Map<string, Promise<RunEstimates>>();

/** How two runs that are over differ, with the uncertainty of each difference. Throws a Problem. */
export async function estimateTwoRuns({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: unknown;
}): Promise<RunEstimates> {
  const ids = parse(RunIds, input);
  const [baseline, candidate] = await Promise.all([
    endedRun(ctx, ids.baseline),
    endedRun(ctx, ids.candidate),
  ]);
  if (baseline.verdict === 'invalid') throw conflict(INVALID_BASELINE);
  const key = `${ids.baseline} ${ids.candidate}`;
  const found = kept.get(key) ?? estimate(ctx, baseline, candidate);
  kept.delete(key);
  kept.set(key, found);
  const [oldest] = kept.keys();
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  found.catch(() => kept.delete(key));
  return found;
}

type EndedRun = Awaited<ReturnType<typeof endedRun>>;

async function endedRun({ db }: ServerContext, id: string) {
  const row = await db.run.findUnique({
    where: { id },
    select: {
      ...{ id: true, status: true, verdict: true, summary: true },
      ...PLAN_COLUMNS,
    },
  });
  if (!row) throw notFound('run', id);
  if (row.status !== 'finished' || row.summary === null)
    throw conflict('A run is judged when it is over, and has measured something.');
  const { warmUpSeconds } = RunSummary.parse(JSON.parse(row.summary));
  const document = row.planDocument ?? row.planVersion.document;
  return { id, verdict: row.verdict, document, plan: planOfRun(row), warmUpSeconds };
}

function estimate(ctx: ServerContext, baseline: EndedRun, candidate: EndedRun): Promise<RunEstimates> {
  // A run beside itself stands for two like it, which would not vary alike.
  const isPaired = baseline.document === candidate.document && baseline.id !== candidate.id;
  const isValid = candidate.verdict !== 'invalid';
  return reading(ctx, baseline, (one) =>
    reading(ctx, candidate, (other) => estimateRuns(one, other, { isPaired, isValid, breathe: breather() })),
  );
}

async function reading<T>(
  ctx: ServerContext,
  { id, plan, warmUpSeconds }: EndedRun,
  use: (run: RecordedRun) => Promise<T>,
): Promise<T> {
  const found = await ctx.runs.withRecord(id, async (reader: RecordReader) => ({
    answer: await use({ id, plan, warmUpSeconds, reader }),
  }));
  if (!found) throw conflict('Nothing of one of the runs was recorded, so they cannot be compared.');
  return found.answer;
}
