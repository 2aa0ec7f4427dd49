import { z } from 'zod';
import { parseDuration } from '../plan/duration.ts';
import { PositiveDuration } from '../plan/duration-field.ts';
import { MAX_RATE } from '../plan/executor.ts';
import { Threshold } from '../plan/threshold.ts';

const Load = z.number().positive().max(MAX_RATE);

/** Thresholds that are asked for where neither the plan nor whoever searches names any. */
export const USUAL_THRESHOLDS: Threshold[] = [
  { metric: 'http_req_duration', rule: 'p(95)<500', abortOnFail: false, delayAbortEval: '0s' },
  { metric: 'http_req_failed', rule: 'rate<0.01', abortOnFail: false, delayAbortEval: '0s' },
];

/** How a capacity search goes about. Loads are users, or iterations per second, of all scenarios together. */
export const CapacitySettings = z
  .strictObject({
    thresholds: z
      .array(Threshold)
      .max(50)
      .optional()
      .describe(
        'What must hold. Those of the plan when left out; p95 below 500 ms and less than 1 % failed where it has none.',
      ),
    startLoad: Load.optional().describe(
      'The load of the first step; a tenth of what the plan asks for when left out, at least 1.',
    ),
    mostLoad: Load.optional().describe(
      'The highest load to try; the ceiling of the environment when left out.',
    ),
    precision: z
      .number()
      .min(0.01)
      .max(0.5)
      .default(0.05)
      .describe('How narrow the search makes the interval: 0.05 for 5 %.'),
    stepShortest: PositiveDuration.default('8s').describe(
      'The least that is measured at one load, after it has settled.',
    ),
    stepLongest: PositiveDuration.default('60s').describe(
      'The most that one load gets, settling included, before the search goes on undecided.',
    ),
    beyond: z
      .boolean()
      .default(true)
      .describe('Whether to go on to twice the capacity, to see how the target fails and comes back.'),
    recoverWithin: PositiveDuration.default('60s').describe(
      'How long the target may take to come back after too much load.',
    ),
    longest: PositiveDuration.default('1h').describe('The search ends after so long with what it knows.'),
  })
  .superRefine(({ stepShortest, stepLongest }, check) => {
    const [shortest, longest] = [parseDuration(stepShortest) ?? 0, parseDuration(stepLongest) ?? 0];
    if (shortest < 3000)
      check.addIssue({ code: 'custom', path: ['stepShortest'], message: 'must be 3s or longer' });
    if (longest < 2 * shortest)
      check.addIssue({
        code: 'custom',
        path: ['stepLongest'],
        message: 'must be at least twice stepShortest, so that there is time to settle',
      });
  })
  .meta({
    title: 'capacity search',
    description: 'How the largest load at which thresholds hold is looked for.',
  });
export type CapacitySettings = z.output<typeof CapacitySettings>;
export type CapacitySettingsInput = z.input<typeof CapacitySettings>;
