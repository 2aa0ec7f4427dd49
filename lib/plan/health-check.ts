import { z } from 'zod';
import { PositiveDuration } from './duration-field.ts';

/** What of the target must hold while a run goes on, apart from what the load itself measures. */
export const HealthCheck = z
  .strictObject({
    url: z
      .string()
      .min(1)
      .max(2000)
      .describe('What is asked, with GET: a path such as `/health`, or an address of an allowed host.'),
    every: PositiveDuration.default('5s').describe('How often it is asked.'),
    timeout: PositiveDuration.default('2s').describe('How long the answer may take.'),
    failures: z.int().min(1).max(100).default(3).describe('So many failures in a row end the run.'),
    status: z
      .int()
      .min(100)
      .max(599)
      .optional()
      .describe('The status that must come; any 2xx when left out.'),
    header: z
      .string()
      .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+:.*$/, 'must be a header and what it holds, such as x-health: ok')
      .max(500)
      .optional()
      .describe('A header of the answer and a text that it must hold: `x-health: ok`.'),
    metric: z
      .string()
      .regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*(\{.*\})?$/, 'must be a metric such as queue_length{queue="orders"}')
      .max(500)
      .optional()
      .describe(
        'A metric of the answer, which is a Prometheus page: `queue_length{queue="orders"}`. All series that carry the labels are summed up.',
      ),
    limit: z
      .string()
      .regex(/^\s*(<=|>=|==|!=|<|>)\s*-?\d+(\.\d+)?(e[+-]?\d+)?\s*$/i, 'must be a comparison such as <100')
      .optional()
      .describe('What must hold for the metric: `<100`.'),
  })
  .refine(({ metric, limit }) => (metric === undefined) === (limit === undefined), {
    message: 'metric and limit belong together',
    path: ['limit'],
  })
  .meta({
    title: 'health check',
    description: 'What is asked of the target while a run goes on; the run ends when it is not well.',
  });
export type HealthCheck = z.output<typeof HealthCheck>;
