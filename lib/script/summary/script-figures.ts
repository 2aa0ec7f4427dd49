import { z } from 'zod';

/** The figures of a script's run in k6's terms: what its end-of-test summary and `handleSummary()` are made of. */

const count = z.int().min(0);

export const SCRIPT_METRIC_TYPES = ['counter', 'gauge', 'rate', 'trend'] as const;

export const ScriptMetricFigures = z.object({
  type: z.enum(SCRIPT_METRIC_TYPES),
  /** `time` is milliseconds, `data` bytes. */
  contains: z.enum(['default', 'time', 'data']),
  /** By k6's names, such as `avg`, `p(95)`, `count`, `passes`. */
  values: z.record(z.string(), z.number()),
  /** By rule. Missing where no threshold looks at the metric. */
  thresholds: z.record(z.string(), z.object({ ok: z.boolean() })).optional(),
});
export type ScriptMetricFigures = z.output<typeof ScriptMetricFigures>;

export const ScriptCheckFigures = z.object({ name: z.string(), passes: count, fails: count });
export type ScriptCheckFigures = z.output<typeof ScriptCheckFigures>;

/** A group with its own checks and the groups inside; the outermost has no name. */
export const ScriptGroupFigures = z.object({
  name: z.string(),
  checks: z.array(ScriptCheckFigures),
  get groups(): z.ZodArray<typeof ScriptGroupFigures> {
    return z.array(ScriptGroupFigures);
  },
});
export type ScriptGroupFigures = z.output<typeof ScriptGroupFigures>;

export const ScriptFigures = z.object({
  /** By name, k6's own and those that the script declares; with tags where a threshold asks for them. */
  metrics: z.record(z.string(), ScriptMetricFigures),
  root: ScriptGroupFigures,
});
export type ScriptFigures = z.output<typeof ScriptFigures>;
