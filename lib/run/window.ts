import { z } from 'zod';
import { CheckFigures, RequestFigures, ThresholdFigures, Totals } from './summary.ts';
import { RunError, RunPoint, RunView } from './view.ts';

/** What is told of any stretch of a run, while it goes on and afterwards. Seconds since the start; `to` is exclusive. */

const second = z.int().min(0);

/** Figures as if the stretch were the whole run. */
export const RunWindow = z.object({
  from: second,
  to: second,
  totals: Totals,
  requests: z.array(RequestFigures),
  setupRequests: z.array(RequestFigures),
  checks: z.array(CheckFigures),
  streams: RunView.shape.streams,
  remotes: RunView.shape.remotes,
  /** As the rules of the plan would stand over this stretch alone. */
  thresholds: z.array(ThresholdFigures),
  /** The latest ones first, at most 50. */
  errors: z.array(RunError),
  /** Response time of all requests by percentile, milliseconds; empty when none ended. */
  spectrum: z.array(z.object({ percent: z.number(), ms: z.number() })),
});
export type RunWindow = z.output<typeof RunWindow>;

/**
 * One stretch on the charts. Counts are those of the whole stretch; percentiles are of all requests that ended in it;
 * delays and pauses are the worst; CPU, pauses in all and users as in `RunPoint`: per second, and as at the end.
 */
export const CurvePoint = RunPoint.extend({ seconds: z.int().min(1) });
export type CurvePoint = z.output<typeof CurvePoint>;

export const RunCurves = z.object({ from: second, to: second, width: z.int(), points: z.array(CurvePoint) });
export type RunCurves = z.output<typeof RunCurves>;

/** How many requests took how long, and when. */
export const RunHeatmap = z.object({
  from: second,
  to: second,
  width: z.int(),
  /** Lower ends of the rows, milliseconds, ascending; the last one is the upper end of the last row. */
  edgesMs: z.array(z.number()),
  /** For every stretch of `width` seconds: where it begins, and how many requests each row has. */
  columns: z.array(z.object({ second, counts: z.array(z.int()) })),
});
export type RunHeatmap = z.output<typeof RunHeatmap>;
