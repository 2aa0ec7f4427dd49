import { z } from 'zod';
import { Environment } from '../plan/environment.ts';
import { Plan } from '../plan/plan.ts';
import { ProbeData } from '../probe/probe-record.ts';
import { RunEvent } from '../run/run-event.ts';
import { RunSummary } from '../run/summary.ts';

export const RUN_FILE_SCHEMA = 1;

/** What a record says of its run when it travels alone: its last part. Secrets are in none of it. */
export const RunFile = z.object({
  schema: z.literal(RUN_FILE_SCHEMA),
  plan: Plan,
  environment: Environment,
  release: z.string().max(100),
  gitCommit: z.string().max(100),
  note: z.string().max(4000),
  workers: z.int().min(0).max(10_000),
  /** JSON of the reason why it ended. */
  reason: z.object({ kind: z.string() }).loose(),
  summary: RunSummary,
  /** What people noted, and what marked itself. Runs of earlier versions have none. */
  events: z.array(RunEvent).max(20_000).default([]),
  /** What was observed of the target meanwhile. */
  probes: z.array(ProbeData).max(20).default([]),
});
export type RunFile = z.output<typeof RunFile>;
