import { z } from 'zod';

/** Failures and exchanges as pages, the API and `--out` show them. Secrets are masked where they were measured. */

const Headers = z.array(z.tuple([z.string(), z.string()]));
const Body = z.object({ form: z.enum(['text', 'binary', 'not-kept']), text: z.string(), bytes: z.number() });

/** One exchange with the target, kept whole. `response` is null when nothing came. */
export const ShownExchange = z.object({
  /** When it ended, milliseconds since the run's start. */
  atMs: z.number(),
  scenario: z.string(),
  group: z.string(),
  /** Name of the request step. */
  name: z.string(),
  /** An error kind, `check`, or `slow`. */
  reason: z.string(),
  signature: z.string(),
  message: z.string(),
  vu: z.number(),
  iteration: z.number(),
  /** By name of the dataset: which row the iteration had, from 0. */
  rows: z.record(z.string(), z.int().min(0)).optional(),
  responseTimeMs: z.number(),
  request: z.object({ method: z.string(), url: z.string(), headers: Headers, body: Body.nullable() }),
  response: z.object({ status: z.number(), headers: Headers, body: Body.nullable() }).nullable(),
});
export type ShownExchange = z.output<typeof ShownExchange>;

const seconds = z.number().min(0);

/** All failures with one signature. */
export const FailureFigures = z.object({
  /** Where it happened; null for what no request did. */
  scenario: z.string().nullable(),
  group: z.string().nullable(),
  name: z.string().nullable(),
  /** An error kind, `check` or `plan`. */
  reason: z.string(),
  /** What went wrong, without numbers and ids. */
  signature: z.string(),
  /** Every one is counted. */
  count: z.int().min(0),
  /** true: there were too many signatures to tell all apart, and some of these may be among `other failures`. */
  atLeast: z.boolean(),
  /** Whole seconds since the start of the run: those in which it was first and last seen. */
  firstSeconds: seconds,
  lastSeconds: seconds,
  /** How many in stretches of so many seconds, from the start of the run, or of the stretch that was asked for. */
  trend: z.object({ secondsPerCount: z.number(), counts: z.array(z.number()) }),
});
export type FailureFigures = z.output<typeof FailureFigures>;

/** In `--out`: one signature, with the first exchange that was kept of it. Old ones have no course. */
export const FailureSummary = FailureFigures.partial({ trend: true }).extend({
  sample: ShownExchange.nullable(),
});
export type FailureSummary = z.output<typeof FailureSummary>;

/** Signatures that a summary tells; the counts of requests and checks are complete without the others. */
export const MOST_IN_SUMMARY = 50;

/** The failures of a run as its summary tells them; undefined when it does not tell all. */
export function failuresOfSummary(failures: readonly FailureSummary[]): FailureFigures[] | undefined {
  if (failures.length >= MOST_IN_SUMMARY) return undefined;
  const told = failures.flatMap(({ sample, trend, ...figures }) => (trend ? { ...figures, trend } : []));
  return told.length === failures.length ? told : undefined;
}
