import { z } from 'zod';
import { LaunchFindings } from '../launch/launch-findings.ts';
import { LaunchRehearsal } from '../launch/report.ts';
import { LaunchSettings } from '../launch/settings.ts';
import { CreateRun } from './contract.ts';

const { planId, versionId, environmentId, release, gitCommit, note } = CreateRun.shape;

/** POST /api/launches (201, a LaunchRehearsal): queues a baseline, the peak, the peak sustained, twice the peak, and a capacity search. */
export const StartLaunch = z.strictObject({
  ...{ planId, versionId, environmentId, release, gitCommit, note },
  settings: LaunchSettings,
});
export type StartLaunch = z.input<typeof StartLaunch>;

/** GET /api/launches?planId: the newest first. */
export const LaunchFilter = z.object({
  planId: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export const LaunchList = z.object({ launches: z.array(LaunchRehearsal) });

const Told = LaunchRehearsal.extend({
  readiness: z.enum(['ready', 'ready-with-risks', 'not-ready', 'going-on', 'incomplete']),
  answer: z.string(),
  /** What the runs found that limits the target. */
  findings: LaunchFindings,
});

/** GET /api/launches/:id, with the one before it of the same plan and environment. */
export const LaunchDetail = Told.extend({ before: Told.nullable() });
export type LaunchDetail = z.output<typeof LaunchDetail>;
