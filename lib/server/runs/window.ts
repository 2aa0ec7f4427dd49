import { runHeatmap } from '../../record/run-heatmap.ts';
import { runLoadLevels } from '../../record/run-load-levels.ts';
import { runSpectrum } from '../../record/run-spectrum.ts';
import { runWindow } from '../../record/run-window.ts';
import type { RunCurves, RunHeatmap, RunLoadLevels, RunSpectrum, RunWindow } from '../../run/window.ts';
import type { ServerContext } from '../context.ts';
import { withRecordedRun } from './recorded-run.ts';
import { sharedAnswer } from './shared-answers.ts';
import { sharedCurves } from './shared-curves.ts';
import { askedStretch, type StretchQuery, stretchAlone } from './stretch.ts';

type Question = { ctx: ServerContext; input: { id: string; query: StretchQuery } };

/** All figures of a stretch of a run. */
export function getWindow({ ctx, input: { id, query } }: Question): Promise<RunWindow> {
  return withRecordedRun(ctx, id, (reader, run) => {
    const asked = askedStretch(stretchAlone(query), reader);
    const { from, to, series } = asked;
    const { durationSeconds } = run;
    // The last second of a run may be a part of one.
    const isToTheEnd = to === reader.seconds && durationSeconds !== null && durationSeconds > from;
    const seconds = isToTheEnd ? durationSeconds - from : to - from;
    return sharedAnswer(ctx, id, `window ${seconds}`, asked, () =>
      runWindow(reader, run, { from, to }, { series, seconds }),
    );
  });
}

/** The curves of a stretch of a run, at the resolution that was asked for. */
export function getCurves({ ctx, input: { id, query } }: Question): Promise<RunCurves> {
  return withRecordedRun(ctx, id, (reader) => {
    return sharedCurves(ctx, id, reader, askedStretch(query, reader));
  });
}

/** How a latency is spread over a stretch of a run. */
export function getHeatmap({ ctx, input: { id, query } }: Question): Promise<RunHeatmap> {
  return withRecordedRun(ctx, id, (reader) => {
    const asked = askedStretch(query, reader);
    const { width, series, latency } = asked;
    return sharedAnswer(ctx, id, 'heatmap', asked, () =>
      runHeatmap(reader, asked, width, latency, { series }),
    );
  });
}

/** A latency of a stretch by percentile. */
export function getSpectrum({ ctx, input: { id, query } }: Question): Promise<RunSpectrum> {
  return withRecordedRun(ctx, id, (reader) => {
    const asked = askedStretch(stretchAlone(query), reader);
    const { from, to, series, latency } = asked;
    return sharedAnswer(ctx, id, 'spectrum', asked, () =>
      runSpectrum(reader, { from, to }, latency, { series }),
    );
  });
}

/** Response times of a stretch by how many requests there were a second. */
export function getLoadLevels({ ctx, input: { id, query } }: Question): Promise<RunLoadLevels> {
  return withRecordedRun(ctx, id, (reader) => {
    const { from, to, series } = askedStretch(stretchAlone(query), reader);
    return runLoadLevels(reader, { from, to }, { series });
  });
}
