import { z } from 'zod';
import { JudgedMetric } from '../judge/estimate.ts';
import { RunListItem } from './contract.ts';

const id = z.string().min(1).max(100);

/** What tells one request of a plan from another. */
const RequestKey = z.object({ scenario: z.string(), group: z.string(), name: z.string() });

/** `request` is an index into `requests` of the answer; all requests together when left out. */
export const TrendsQuestion = z.object({
  planId: id,
  environmentId: id,
  request: z.coerce.number().int().min(0).optional(),
});

/**
 * GET /api/trends?planId&environmentId[&request]: every metric of the runs of a plan in an environment, the oldest first, and
 * where it changed. Milliseconds of response time, failures 0 to 1. Runs that are invalid or ended early are left out.
 */
export const Trends = z.object({
  runs: z.array(
    z.object({
      run: RunListItem,
      /** null where the run did not make the request. */
      values: z.record(JudgedMetric, z.number().nullable()),
    }),
  ),
  /** Of all these runs, to ask for one of them. */
  requests: z.array(RequestKey),
  changes: z.array(
    z.object({
      metric: JudgedMetric,
      /** The first run that is different, with its release. */
      runId: id,
      release: z.string(),
      /** Medians of the runs since the change before this one, and until the next. */
      before: z.number(),
      after: z.number(),
      p: z.number(),
    }),
  ),
  /** What runs here are measured by; null when none was pinned. */
  baselineId: id.nullable(),
});
export type Trends = z.output<typeof Trends>;

/**
 * GET /api/plans/:id/baselines lists what is pinned; PUT /api/plans/:id/baselines/:environmentId (a PinBaseline, answers a Baseline) pins a
 * run that has passed or failed there, DELETE takes it away (204).
 */
export const PinBaseline = z.strictObject({ runId: id });
export const Baseline = z.object({ environmentId: id, run: RunListItem });
export type Baseline = z.output<typeof Baseline>;
export const Baselines = z.object({ baselines: z.array(Baseline) });
