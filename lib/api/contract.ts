import { z } from 'zod';
import { Detectable } from '../judge/detectable.ts';
import { RunEstimates } from '../judge/estimate.ts';
import { BaseUrl, Environment, HostPattern, RunSurroundings } from '../plan/environment.ts';
import { Plan, Scenario } from '../plan/plan.ts';
import { Script } from '../plan/script.ts';
import { VariableName } from '../plan/step.ts';
import { Threshold } from '../plan/threshold.ts';
import { ConsoleLine } from '../run/console-lines.ts';
import { ShownExchange } from '../run/failure-figures.ts';
import { MAX_NOTE } from '../run/limits.ts';
import { PerformedIteration } from '../run/performed-iteration.ts';
import { PersonName, RunEvent } from '../run/run-event.ts';
import { SHOWN_LATENCIES } from '../run/shown-latency.ts';
import { RunSummary, Verdict } from '../run/summary.ts';
import { RunStatus, RunView } from '../run/view.ts';

/** Bodies and answers of the HTTP API. Routes parse with these, the browser's client reads with these. */

const id = z.string().min(1).max(100);
const when = z.iso.datetime();

/** GET /api/plans: a list of these, the ones changed last first. */
export const PlanListItem = z.object({
  id,
  name: z.string(),
  description: z.string(),
  versionId: id,
  versionNumber: z.int(),
  scenarios: z.array(z.string()),
  /** It is a k6 script instead of steps. */
  isScript: z.boolean(),
  updatedAt: when,
  lastRun: z.object({ id, verdict: Verdict.nullable(), status: RunStatus, createdAt: when }).nullable(),
});
export type PlanListItem = z.output<typeof PlanListItem>;
export const PlanList = z.array(PlanListItem);

export const PlanVersionRef = z.object({ id, number: z.int(), createdAt: when });

/** GET /api/plans/:id[?versionId]: without a version the newest. GET /api/plans/:id/file[?versionId] is its YAML. */
export const PlanDetail = z.object({
  id,
  name: z.string(),
  createdAt: when,
  updatedAt: when,
  version: PlanVersionRef.extend({ document: Plan }),
  /** Newest first. */
  versions: z.array(PlanVersionRef),
});
export type PlanDetail = z.output<typeof PlanDetail>;

/**
 * POST /api/plans (a new plan, 201) and POST /api/plans/:id/versions. `text` is YAML or JSON as in a plan file. POST
 * /api/plans/:id/duplicate (201) takes no body; DELETE /api/plans/:id answers 204, as every DELETE does.
 */
export const SavePlan = z.union([
  z.strictObject({ document: z.unknown() }),
  z.strictObject({ text: z.string() }),
]);
export const SavedPlan = z.object({ id, versionId: id, versionNumber: z.int() });
export type SavedPlan = z.output<typeof SavedPlan>;

/**
 * POST /api/scripts/inspect: what is wrong with a script, and the load that it asks for. Its top level runs once, in a
 * locked-down process, with the variables of the plan and of the environment as `__ENV`.
 */
export const InspectScript = z.strictObject({
  entry: Script.shape.entry,
  files: Script.shape.files,
  variables: Plan.shape.variables,
  environmentId: id.optional(),
});
export type InspectScript = z.input<typeof InspectScript>;
export const ScriptReading = z.object({
  problems: z.array(z.object({ file: z.string(), line: z.int().nullable(), message: z.string() })),
  /** What the top level said; the first lines. */
  said: z.array(ConsoleLine),
  /** null when the script cannot be read. */
  asks: z
    .object({ scenarios: z.array(Scenario), thresholds: z.array(Threshold), exports: z.array(z.string()) })
    .nullable(),
});
export type ScriptReading = z.output<typeof ScriptReading>;

/** GET /api/environments (a list of these by name) and /api/environments/:id: secrets are named, never shown. */
export const EnvironmentDetail = Environment.extend({
  id,
  secretNames: z.array(z.string()),
  createdAt: when,
  updatedAt: when,
});
export type EnvironmentDetail = z.output<typeof EnvironmentDetail>;
export const EnvironmentList = z.array(EnvironmentDetail);

/** POST /api/environments (201), PUT /api/environments/:id; both answer an EnvironmentDetail. `secrets` sets; null removes; those not named stay. */
export const SaveEnvironment = z.strictObject({
  name: z.string().trim().min(1, 'needs a name').max(200),
  baseUrl: BaseUrl,
  variables: Environment.shape.variables,
  allowedHosts: z.array(HostPattern).max(200).default([]),
  hosts: Environment.shape.hosts,
  resolve: Environment.shape.resolve,
  httpVersion: Environment.shape.httpVersion,
  tls: Environment.shape.tls,
  proxy: Environment.shape.proxy,
  production: Environment.shape.production,
  deadMansSwitch: Environment.shape.deadMansSwitch,
  maxVUs: Environment.shape.maxVUs,
  maxRequestsPerSecond: Environment.shape.maxRequestsPerSecond,
  probes: Environment.shape.probes,
  secrets: z.record(VariableName, z.string().min(1).max(10_000).nullable()).default({}),
});
export type SaveEnvironment = z.input<typeof SaveEnvironment>;

/** POST /api/runs (201, a RunListItem). Without a version the plan's newest is run. */
export const CreateRun = z.strictObject({
  planId: id,
  versionId: id.optional(),
  environmentId: id,
  release: z.string().trim().max(100).default(''),
  gitCommit: z.string().trim().max(100).default(''),
  note: z.string().max(4000).default(''),
});
export type CreateRun = z.input<typeof CreateRun>;

const { release, gitCommit, note } = CreateRun.shape;

/** PATCH /api/runs/:id (a RunListItem): what is not named stays, so the defaults of CreateRun must not fill in. */
export const EditRun = z
  .strictObject({
    ...{ release: release.unwrap(), gitCommit: gitCommit.unwrap(), note: note.unwrap() },
    pinned: z.boolean().describe('Kept whatever the rule of its plan says.'),
  })
  .partial();
export type EditRun = z.input<typeof EditRun>;

export const RunListItem = z.object({
  id,
  plan: z.object({ id, name: z.string(), versionId: id, versionNumber: z.int() }),
  environment: z.object({ id: id.nullable(), name: z.string(), baseUrl: z.string() }),
  release: z.string(),
  gitCommit: z.string(),
  note: z.string(),
  /** Kept whatever the rule of its plan says. */
  pinned: z.boolean(),
  status: RunStatus,
  /** It is a capacity search: its load is none that a plan asks for. */
  isSearch: z.literal(true).optional(),
  /** Why a queued run has not started yet, a sentence; null otherwise. */
  waitingFor: z.string().nullish(),
  verdict: Verdict.nullable(),
  endReason: z.string().nullable(),
  createdAt: when,
  startedAt: when.nullable(),
  endedAt: when.nullable(),
  durationSeconds: z.number().nullable(),
  /** Seconds of the finest steps that are still kept of it; of every second when it is missing. */
  stepSeconds: z.int().optional(),
  /** Where its random choices began; by chance when there is none. Runs of one set have the same. */
  seed: z.int().nullish(),
  /** null until it has ended, and of a run that sent nothing. Milliseconds are response time. */
  figures: z
    .object({
      requests: z.int(),
      failedRate: z.number(),
      requestsPerSecond: z.number(),
      p50: z.number(),
      p95: z.number(),
      p99: z.number(),
    })
    .nullable(),
});
export type RunListItem = z.output<typeof RunListItem>;

/** GET /api/runs?planId&environmentId&release&verdict&q&cursor&limit */
export const RunFilter = z.object({
  planId: id.optional(),
  environmentId: id.optional(),
  release: z.string().max(100).optional(),
  verdict: Verdict.optional(),
  status: RunStatus.optional(),
  /** `none` leaves out capacity searches and launch rehearsals, whose load is none that the plan asks for. */
  searches: z.enum(['none', 'only']).optional(),
  q: z.string().max(200).optional(),
  cursor: id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type RunFilter = z.input<typeof RunFilter>;

export const RunList = z.object({
  runs: z.array(RunListItem),
  nextCursor: id.nullable(),
  releases: z.array(z.string()),
});
export type RunList = z.output<typeof RunList>;

/** GET /api/runs/:id: all that the run's page needs for its first paint, figures included. */
export const RunDetail = z.object({
  run: RunListItem,
  plan: Plan,
  view: RunView,
  /** What of its environment shapes load and answers, as it was when the run began, without secrets. */
  surroundings: RunSurroundings.optional(),
});
export type RunDetail = z.output<typeof RunDetail>;

/** GET /api/runs/:id/summary: the same object as `--out` of the headless runner; 409 while the run goes on. */
export const RunSummaryAnswer = RunSummary;

/**
 * GET /api/runs/:id/samples[?from&to&series]: exchanges that were kept whole, in the order of time; also while the run goes on. Of each
 * signature of failures the first and the last few, and the slowest requests of each series (`reason` is
 * `slow`). Of a stretch, as if that were the whole run.
 */
export const RunSamples = z.object({ exchanges: z.array(ShownExchange) });
export type RunSamples = z.output<typeof RunSamples>;

/**
 * GET /api/runs/:id/window?from&to&series (a RunWindow), /curves?from&to&width&series&latency (RunCurves), /heatmap
 * (RunHeatmap), /spectrum (RunSpectrum) and /load-levels (RunLoadLevels), also of a run that goes on. Seconds since its start, `to` exclusive and the end
 * when left out; `width` is that of a point; `series` picks requests, by their index in the record.
 */
export const RunStretch = z.object({
  from: z.coerce.number().int().min(0).default(0),
  to: z.coerce.number().int().min(1).optional(),
  width: z.coerce.number().int().min(1).max(86_400).default(1),
  latency: z.enum(SHOWN_LATENCIES).default('responseTime'),
  series: z
    .string()
    .regex(/^\d+(,\d+)*$/, 'must be indexes with commas between them')
    .transform((text) => text.split(',').map(Number))
    .optional(),
});

/** GET /api/compare?baseline&candidate (ids); 409 when the baseline is invalid. What changed is in /api/compare/estimates. */
export const RunPair = z.object({ baseline: RunDetail, candidate: RunDetail });
export type RunPair = z.output<typeof RunPair>;

/**
 * GET /api/compare/estimates?baseline&candidate (ids): every difference with its uncertainty; `answersOf` of lib/judge makes
 * the four answers of them, for any margin. 409 when a run is not over, and when the baseline is invalid.
 */
export const RunEstimatesAnswer = RunEstimates;

/**
 * GET /api/compare/gate?baseline&candidate&failOn (gates with commas between them, such as worse:p95:10) is the object that
 * `--json` of the headless runner writes; /api/compare/report the same as one HTML page, and /api/runs/:id/report one run.
 */

/**
 * GET /api/plans/:id/detectable?environmentId[&versionId]: the smallest shift that the next run will likely find, from
 * earlier runs; null when there are none.
 */
export const DetectableAnswer = Detectable.nullable();

/** POST /api/runs/:id/stop[?by=name] (no body, a RunListItem) stops one run; POST /api/runs/stop-all is the kill switch. */
export const StopQuery = z.object({ by: PersonName.optional() });
export const StoppedAll = z.object({ stopped: z.int() });

/** GET /api/runs/:id/events: what people noted and what marked itself, in the order of time. */
export const RunEvents = z.object({ events: z.array(RunEvent) });

/**
 * POST /api/runs/:id/events (201, a RunEvent) notes a moment: now, or the end of a run that is over, unless `atSecond` says
 * otherwise. DELETE /api/runs/:id/events/:eventId takes a note back (204).
 */
export const Annotate = z.strictObject({
  text: z.string().trim().min(1, 'needs some words').max(MAX_NOTE),
  /** Seconds since the start of the run. */
  atSecond: z.number().min(0).optional(),
  by: PersonName.optional(),
});
export type Annotate = z.input<typeof Annotate>;

/**
 * POST /api/runs/:id/replay (an IterationAnswer) performs one iteration of a run's scenario once more, alone: as the VU and the
 * iteration that an exchange names, with the same data rows. Nothing of it is counted or kept. `name` is the request that is
 * looked for: where steps are chosen at random, the choice leads there. Think times are left out.
 */
export const ReplayIteration = z.strictObject({
  scenario: z.string().min(1).max(100),
  name: z.string().max(2000).default(''),
  vu: z.int().min(1).max(100_000_000),
  /** From 0. */
  iteration: z.int().min(0).max(1_000_000_000),
  rows: z.record(z.string().max(200), z.int().min(0)).optional(),
});
export type ReplayIteration = z.input<typeof ReplayIteration>;
export const IterationAnswer = PerformedIteration;

/**
 * POST /api/runs/:id/steer (an Order of lib/steer) changes the load of a run that goes on, in all load workers at `atMs` after
 * its start; 409 says why not. POST /api/runs/:id/plan (no body, 201, a SavedPlan) makes a plan of the load that an ended run
 * really had.
 */
export const Steered = z.object({ atMs: z.number() });
