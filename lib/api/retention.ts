import { z } from 'zod';

const keepRuns = z.int('must be a whole number of runs').min(1).max(100_000);
const rollUpDays = z.int('must be a whole number of days').min(1).max(36_500);
const keepDays = z.int('must be a whole number of days').min(1).max(36_500);

/**
 * PUT /api/plans/:id/retention (a RetentionAnswer). What the rule does not keep is deleted at once, then every
 * hour; roll-ups are made within the hour.
 */
export const SaveRetention = z.strictObject({
  keepRuns: keepRuns.nullable().describe('So many of the newest runs are kept; null: any number.'),
  keepDays: keepDays.nullable().describe('Runs that ended within so many days are kept; null: of any age.'),
  rollUpDays: rollUpDays
    .nullable()
    .default(null)
    .describe(
      'Records of longer runs that ended longer ago keep steps of 10 s or 60 s instead of seconds; null: seconds of all.',
    ),
});
export type SaveRetention = z.output<typeof SaveRetention>;

/** GET /api/plans/:id/retention/due?keepRuns&keepDays&rollUpDays: what a rule would do now. What is left out sets no limit. */
export const RetentionQuestion = z.object({
  keepRuns: z.coerce.number().pipe(keepRuns).optional(),
  keepDays: z.coerce.number().pipe(keepDays).optional(),
  rollUpDays: z.coerce.number().pipe(rollUpDays).optional(),
});

export const RetentionDue = z.object({
  /** Runs of the plan that are over, and how many of them are pinned. */
  runs: z.int(),
  pinned: z.int(),
  /** How many of them the rule deletes, when the oldest and the newest of those ended, and what their records take. */
  due: z.int(),
  oldest: z.iso.datetime().nullable(),
  newest: z.iso.datetime().nullable(),
  bytes: z.int(),
  /** How many runs it rolls up, and what their records take until then. */
  rollUps: z.int(),
  rollUpBytes: z.int(),
});
export type RetentionDue = z.output<typeof RetentionDue>;

/** GET /api/plans/:id/retention */
export const RetentionAnswer = SaveRetention.extend({ deleted: z.int().optional() });
export type RetentionAnswer = z.output<typeof RetentionAnswer>;
