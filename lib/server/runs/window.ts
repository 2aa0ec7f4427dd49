import { runCurves } from '../../record/run-curves.ts';
import { runHeatmap } from '../../record/run-heatmap.ts';
import { runWindow } from '../../record/run-window.ts';
import type { RunCurves, RunHeatmap, RunWindow } from '../../run/window.ts';
import type { ServerContext } from '../context.ts';
import { withRecordedRun } from './recorded-run.ts';
import { askedStretch } from './stretch.ts';

type Query = Record<string, string | undefined>;
type Question = { ctx: ServerContext; input: { id: string; query: Query } };

/** All figures of a stretch of a run. */
export function getWindow({ ctx, input: { id, query } }: Question): Promise<RunWindow> {
  return withRecordedRun(ctx, id, (reader, run) => {
    const { from, to } = askedStretch(stretchAlone(query), reader);
    return runWindow(reader, run, { from, to });
  });
}

/** The curves of a stretch of a run, at the resolution that was asked for. */
export function getCurves({ ctx, input: { id, query } }: Question): Promise<RunCurves> {
  return withRecordedRun(ctx, id, (reader) => {
    const { width, series, ...stretch } = askedStretch(query, reader);
    return runCurves(reader, stretch, width, { series });
  });
}

/** How response times are spread over a stretch of a run. */
export function getHeatmap({ ctx, input: { id, query } }: Question): Promise<RunHeatmap> {
  return withRecordedRun(ctx, id, (reader) => {
    const { width, series, ...stretch } = askedStretch(query, reader);
    return runHeatmap(reader, stretch, width, 'responseTime', { series });
  });
}

/** A window has no width: none that is left out may be too narrow. */
const stretchAlone = ({ from, to }: Query): Query => ({ from, to, width: '3600' });
