import type { RecordReader } from '../../record/record-reader.ts';
import { runCurves } from '../../record/run-curves.ts';
import { failuresOfSummary } from '../../run/failure-figures.ts';
import { FailureGroups } from '../../run/failure-groups.ts';
import { MAX_POINTS } from '../../run/limits.ts';
import { initialState, reduce, viewOf } from '../../run/run-state.ts';
import type { ErrorSample } from '../../run/snapshot.ts';
import type { RunSummary } from '../../run/summary.ts';
import type { RunView } from '../../run/view.ts';
import type { RecordedRun } from './replay.ts';
import type { RunRecords } from './run-records.ts';

/** Errors that a view tells. */
const MAX_ERRORS = 50;

/**
 * The view of a run that was summed up at its end: its figures are those of the summary, and only what a summary does not
 * hold is read, so that a run of eight hours opens as one of a minute does. Undefined when there is no record.
 */
export function summedUpView(
  run: RecordedRun,
  summary: RunSummary,
  records: Pick<RunRecords, 'withReader'>,
): Promise<RunView | undefined> {
  return records.withReader(run.id, async (reader) => {
    const state = initialState(run.plan, run.environment);
    reduce(state, { type: 'series', series: reader.index.series.slice(state.series.length) });
    const whole = { from: 0, to: reader.seconds };
    const last = await reader.lastTexts(whole, 'error', MAX_ERRORS);
    state.errors.push(...last.map(({ text }) => JSON.parse(text) as ErrorSample).reverse());
    // Points are seconds: where there are none, the curves are asked for.
    const isShort = reader.seconds <= MAX_POINTS && reader.index.step === 1;
    const curves = isShort && reader.seconds > 0 ? await runCurves(reader, whole, 1) : undefined;
    const { schema, plan, release, durationSeconds, warmUpSeconds, warmUpFactor, failures, ...figures } =
      summary;
    const view = viewOf(state, { id: run.id, status: 'finished' });
    return {
      ...view,
      warmUp: { ...view.warmUp, isDecided: true, seconds: warmUpSeconds, factor: warmUpFactor },
      ...figures,
      elapsedSeconds: reader.seconds,
      failures: failuresOfSummary(failures) ?? (await failuresIn(reader)),
      pointsFrom: isShort ? 0 : reader.seconds,
      points: curves?.points.map(({ seconds, ...point }) => point) ?? [],
    };
  });
}

async function failuresIn(reader: RecordReader): Promise<RunView['failures']> {
  const groups = new FailureGroups(reader.index.series);
  for await (const { second, failures } of reader.failures({ from: 0, to: reader.seconds }))
    groups.add({ second, failures, samples: [] });
  return groups.figures();
}
