import type { RunEstimates } from '../../judge/estimate.ts';
import { estimateRuns, type RecordedRun } from '../../judge/estimate-runs.ts';
import type { RecordReader } from '../../record/record-reader.ts';
import { RunSummary } from '../../run/summary.ts';
import type { ServerContext } from '../context.ts';
import { conflict, notFound } from '../errors.ts';
import { breather } from '../records/take-breath.ts';
import { INVALID_BASELINE } from './compare.ts';
import { KeptAnswers } from './kept-answers.ts';
import { PLAN_COLUMNS, planOfRun } from './plan-of-run.ts';

const kept = new KeptAnswers<RunEstimates>(50);

/** How two runs that are over differ, from these two alone; kept, since runs that have ended do not change. Throws a Problem. */
export async function compareRuns(
  ctx: ServerContext,
  ids: { baseline: string; candidate: string },
): Promise<RunEstimates> {
  const [baseline, candidate] = await bothRuns(ctx, ids);
  return kept.find(`${ids.baseline} ${ids.candidate}`, () => estimate(ctx, baseline, candidate));
}

/** Calls `use` with the records of two runs that are over. Throws a Problem when they cannot be compared. */
export async function readingTwo<T>(
  ctx: ServerContext,
  ids: { baseline: string; candidate: string },
  use: (baseline: RecordedRun, candidate: RecordedRun, isPaired: boolean) => Promise<T>,
): Promise<T> {
  const [baseline, candidate] = await bothRuns(ctx, ids);
  return reading(ctx, baseline, (one) =>
    reading(ctx, candidate, (other) => use(one, other, arePaired(baseline, candidate))),
  );
}

async function bothRuns(ctx: ServerContext, ids: { baseline: string; candidate: string }) {
  const runs = await Promise.all([endedRun(ctx, ids.baseline), endedRun(ctx, ids.candidate)]);
  if (runs[0].verdict === 'invalid') throw conflict(INVALID_BASELINE);
  return runs;
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
  const isPaired = arePaired(baseline, candidate);
  const isValid = candidate.verdict !== 'invalid';
  return reading(ctx, baseline, (one) =>
    reading(ctx, candidate, (other) => estimateRuns(one, other, { isPaired, isValid, breathe: breather() })),
  );
}

/** A run beside itself stands for two like it, which would not vary alike. */
const arePaired = (baseline: EndedRun, candidate: EndedRun): boolean =>
  baseline.document === candidate.document && baseline.id !== candidate.id;

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
