import { z } from 'zod';
import { Dataset } from './dataset.ts';
import { Duration } from './duration.ts';
import { Environment } from './environment.ts';
import { Executor } from './executor.ts';
import { checkPlan } from './plan-rules.ts';
import { ScenarioScript, Script } from './script.ts';
import { Step, VariableName } from './step.ts';
import { Threshold } from './threshold.ts';

export const PLAN_VERSION = 1;

export const Scenario = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .max(100)
      .regex(/^[^{}:,]+$/, 'must not hold { } : or , because thresholds name scenarios in tags')
      .describe('Unique in the plan; thresholds name it in the tag `scenario`.'),
    executor: Executor,
    startTime: Duration.default('0s').describe(
      'When the scenario starts, counted from the start of the run.',
    ),
    variables: z
      .record(VariableName, z.string().max(10_000))
      .default({})
      .describe('Values for placeholders in this scenario; they win over those of the plan.'),
    steps: z.array(Step).max(500).default([]).describe('What one iteration does.'),
    script: ScenarioScript.optional().describe('Runs a function of the script instead of steps.'),
  })
  .meta({ title: 'scenario', description: 'What one kind of user does, and how many of them there are.' });
export type Scenario = z.output<typeof Scenario>;

/** The versioned document that says what load to make and what must hold. Form, API, file and worker use this schema. */
export const Plan = z
  .strictObject({
    version: z.literal(PLAN_VERSION).describe('Version of this format.'),
    name: z.string().min(1).max(200).describe('What people call it.'),
    description: z.string().max(4000).default('').describe('What it is for.'),
    variables: z
      .record(VariableName, z.string().max(10_000))
      .default({})
      .describe('Values for placeholders in all scenarios.'),
    data: z.array(Dataset).max(50).default([]).describe('Rows that feed placeholders.'),
    scenarios: z
      .array(Scenario)
      .min(1, 'needs at least one scenario')
      .max(100)
      .describe('Kinds of users; all of them run at once.'),
    script: Script.optional().describe('A k6 script; scenarios name the functions of it that they run.'),
    thresholds: z.array(Threshold).max(200).default([]).describe('What must hold for the run to pass.'),
    environment: Environment.optional(),
  })
  .meta({ title: 'plan', description: 'The whole document.' })
  .superRefine(checkPlan, { when: () => true });

export type Plan = z.output<typeof Plan>;
/** A plan as people write it, defaults left out. */
export type PlanInput = z.input<typeof Plan>;
