import { z } from 'zod';
import { FailureFigures } from './failure-figures.ts';
import { SHOWN_LATENCIES } from './shown-latency.ts';
import { CheckFigures, PartFigures, RequestFigures, ThresholdFigures, Totals } from './summary.ts';
import { RunError, RunPoint, RunView, WorkerPoint } from './view.ts';

/** What is told of any stretch of a run, while it goes on and afterwards. Seconds since the start; `to` is exclusive. */

const second = z.int().min(0);

/** Figures as if the stretch were the whole run, all of it measured: nothing of it is left out as warm-up. */
export const RunWindow = z.object({
  from: second,
  to: second,
  totals: Totals,
  requests: z.array(RequestFigures),
  /** Of the requests that were asked for. */
  ...PartFigures,
  setupRequests: z.array(RequestFigures),
  checks: z.array(CheckFigures),
  streams: RunView.shape.streams,
  remotes: RunView.shape.remotes,
  /** Cores and pauses as means over the stretch, the rest the worst or as at its end. */
  workers: z.array(WorkerPoint),
  /** As the rules of the plan would stand over this stretch alone. */
  thresholds: z.array(ThresholdFigures),
  /** The latest ones first, at most 50. */
  errors: z.array(RunError),
  /** By signature, the most frequent first; their course is that of the stretch. */
  failures: z.array(FailureFigures),
});
export type RunWindow = z.output<typeof RunWindow>;

/**
 * One stretch on the charts. Counts are those of the whole stretch; percentiles are of all requests that ended in it,
 * p50, p95 and p99 of the latency that was asked for;
 * delays and pauses are the worst; CPU, pauses in all and users as in `RunPoint`: per second, and as at the end.
 */
export const CurvePoint = RunPoint.extend({ seconds: z.int().min(1) });
export type CurvePoint = z.output<typeof CurvePoint>;

export const RunCurves = z.object({
  from: second,
  to: second,
  width: z.int(),
  latency: z.enum(SHOWN_LATENCIES),
  points: z.array(CurvePoint),
});
export type RunCurves = z.output<typeof RunCurves>;

/** How many requests took how long, and when. */
export const RunHeatmap = z.object({
  from: second,
  to: second,
  width: z.int(),
  latency: z.enum(SHOWN_LATENCIES),
  /** Row r holds latencies from 2^(r / rowsPerOctave) microseconds up to where the next one begins. */
  rowsPerOctave: z.int(),
  /** For every stretch of `width` seconds, ascending: how many requests there are in each row from `firstRow` on. */
  columns: z.array(
    z.object({ second, seconds: z.int().min(1), firstRow: z.int().min(0), counts: z.array(z.int()) }),
  ),
});
export type RunHeatmap = z.output<typeof RunHeatmap>;

/** One latency of a stretch by percentile. */
export const RunSpectrum = z.object({
  from: second,
  to: second,
  latency: z.enum(SHOWN_LATENCIES),
  /** Requests. */
  count: z.int(),
  /** Ascending; the last one is the maximum. Milliseconds. Empty when no request ended. */
  points: z.array(z.object({ percent: z.number(), ms: z.number() })),
});
export type RunSpectrum = z.output<typeof RunSpectrum>;

/** What the target did at each level of load: response times of all requests of the stretches that had it. */
export const RunLoadLevels = z.object({
  from: second,
  to: second,
  /** Seconds that are looked at together, so that a level is none of chance. */
  width: z.int(),
  levels: z.array(
    z.object({
      /** The mean of the level's stretches. */
      requestsPerSecond: z.number(),
      failedRate: z.number(),
      seconds: z.int().min(1),
      /** Milliseconds. */
      p50: z.number(),
      p95: z.number(),
      p99: z.number(),
    }),
  ),
});
export type RunLoadLevels = z.output<typeof RunLoadLevels>;
