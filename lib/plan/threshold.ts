import { z } from 'zod';
import { parseDuration } from './duration.ts';
import { Duration, PositiveDuration } from './duration-field.ts';

const MOST_WINDOW_MS = 600_000;

const WindowLength = PositiveDuration.refine(
  (text) => {
    const ms = parseDuration(text) ?? 0;
    return ms % 1000 === 0 && ms <= MOST_WINDOW_MS;
  },
  { message: 'must be whole seconds, at most 10m' },
);

/**
 * A pass/fail rule over a metric, in k6's grammar. The grammar itself (`parseMetricSelector`, `parseRule`) is in
 * `lib/thresholds`; `Plan` calls it, so that a wrong rule is an error of the plan.
 */
export const Threshold = z
  .strictObject({
    metric: z
      .string()
      .min(1)
      .max(300)
      .describe('`http_req_duration`, or with tags `http_req_duration{name:Login}`.'),
    rule: z
      .string()
      .min(1)
      .max(100)
      .describe('`p(95)<500`, `rate<0.01`, `count>100`. Times are milliseconds.'),
    over: z
      .union([z.enum(['run', 'stage']), WindowLength])
      .optional()
      .describe(
        'What the rule looks at: the whole `run` (when left out), each `stage` by itself, or every stretch of so long, such as `30s`: whole seconds, at most `10m`.',
      ),
    abortOnFail: z.boolean().default(false).describe('Ends the run as soon as the rule is broken.'),
    delayAbortEval: Duration.default('0s').describe(
      'How long to wait from the start before the rule may end the run.',
    ),
  })
  .meta({ title: 'threshold', description: "A rule that must hold for the run to pass, in k6's grammar." });
export type Threshold = z.output<typeof Threshold>;
