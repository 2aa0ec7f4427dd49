import { z } from 'zod';
import { Dataset } from './dataset.ts';
import { Duration } from './duration.ts';
import { Environment } from './environment.ts';
import { Executor } from './executor.ts';
import { checkPlan } from './plan-rules.ts';
import { Step, VariableName } from './step.ts';
import { Threshold } from './threshold.ts';

export const PLAN_VERSION = 1;

export const Scenario = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[^{}:,]+$/, 'must not hold { } : or , because thresholds name scenarios in tags'),
  executor: Executor,
  startTime: Duration.default('0s').describe('When the scenario starts, counted from the start of the run.'),
  variables: z.record(VariableName, z.string().max(10_000)).default({}),
  steps: z.array(Step).min(1, 'needs at least one step').max(500),
});
export type Scenario = z.output<typeof Scenario>;

/** The versioned document that says what load to make and what must hold. Form, API, file and worker use this schema. */
export const Plan = z
  .strictObject({
    version: z.literal(PLAN_VERSION).describe('Version of this format.'),
    name: z.string().min(1).max(200),
    description: z.string().max(4000).default(''),
    variables: z.record(VariableName, z.string().max(10_000)).default({}),
    data: z.array(Dataset).max(50).default([]),
    scenarios: z.array(Scenario).min(1, 'needs at least one scenario').max(100),
    thresholds: z.array(Threshold).max(200).default([]),
    environment: Environment.optional().describe(
      'Where to run when no other environment is chosen; meant for plan files.',
    ),
  })
  .superRefine(checkPlan, { when: () => true });

export type Plan = z.output<typeof Plan>;
/** A plan as people write it, defaults left out. */
export type PlanInput = z.input<typeof Plan>;
