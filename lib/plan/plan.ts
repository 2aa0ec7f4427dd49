import { z } from 'zod';
import { Dataset } from './dataset.ts';
import { Duration, PositiveDuration } from './duration-field.ts';
import { Environment } from './environment.ts';
import { Executor } from './executor.ts';
import { HealthCheck } from './health-check.ts';
import { Pacing } from './pacing.ts';
import { checkPlan } from './plan-rules.ts';
import { ScenarioScript, Script } from './script.ts';
import { Step, VariableName } from './step.ts';
import { Threshold } from './threshold.ts';
import { WarmUp } from './warm-up.ts';

export const PLAN_VERSION = 1;

const ScenarioName = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^{}:,]+$/, 'must not hold { } : or , because thresholds name scenarios in tags');

const setupSteps = (meaning: string) => z.array(Step).max(500).default([]).describe(meaning);

export const Scenario = z
  .strictObject({
    name: ScenarioName.describe('Unique in the plan; thresholds name it in the tag `scenario`.'),
    executor: Executor,
    startTime: Duration.default('0s').describe(
      'When the scenario starts, counted from the start of the run, or from the end of the scenario that `startAfter` names.',
    ),
    startAfter: ScenarioName.optional().describe(
      'The name of another scenario: this one starts when the last iteration of that one has ended, in all load workers.',
    ),
    pacing: Pacing.optional(),
    connections: z
      .enum(['keep-alive', 'new-per-iteration'])
      .default('keep-alive')
      .describe(
        'Whether a VU keeps its connections from one iteration to the next, as somebody does who stays, or closes them at the end of each, as visitors do who come and go.',
      ),
    tags: z
      .record(VariableName, z.string().min(1).max(200))
      .default({})
      .describe(
        'Tags of everything that this scenario does; thresholds can ask for them, as in `http_req_duration{team:checkout}`.',
      ),
    variables: z
      .record(VariableName, z.string().max(10_000))
      .default({})
      .describe('Values for placeholders in this scenario; they win over those of the plan.'),
    vuSetup: setupSteps(
      'What each VU does once before its first iteration, such as to log in. Variables that are set here stay with the VU. When a request or a check fails, the iteration fails, and the next one tries again.',
    ),
    steps: z.array(Step).max(500).default([]).describe('What one iteration does.'),
    vuTeardown: setupSteps('What each VU does when it leaves, such as to log out; not after a stop.'),
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
      .describe('Values for placeholders in all scenarios; of a script, what it reads in `__ENV`.'),
    data: z.array(Dataset).max(50).default([]).describe('Rows that feed placeholders.'),
    setup: setupSteps(
      'What one load worker does once before any load. All VUs can read the variables that are set here. When a request or a check fails, the run ends before any load.',
    ),
    teardown: setupSteps(
      'What one load worker does once when all load has ended, also after a stop or an abort, but not after the kill switch.',
    ),
    setupTimeout: PositiveDuration.default('60s').describe('How long the setup may take.'),
    teardownTimeout: PositiveDuration.default('60s').describe(
      'How long the teardown may take, and those of the VUs once their scenario has ended.',
    ),
    setupInResults: z
      .boolean()
      .default(false)
      .describe(
        'Counts what setup and teardown do, of the plan and of VUs, in totals, thresholds and the verdict. Otherwise it is shown apart.',
      ),
    scenarios: z
      .array(Scenario)
      .min(1, 'needs at least one scenario')
      .max(100)
      .describe('Kinds of users; all of them run at once.'),
    script: Script.optional().describe('A k6 script; scenarios name the functions of it that they run.'),
    warmUp: WarmUp.default('auto'),
    thresholds: z.array(Threshold).max(200).default([]).describe('What must hold for the run to pass.'),
    health: z
      .array(HealthCheck)
      .max(20)
      .optional()
      .describe('What is asked of the target while the run goes on; the run ends when it is not well.'),
    environment: Environment.optional(),
  })
  .meta({ title: 'plan', description: 'The whole document.' })
  .superRefine(checkPlan, { when: () => true });

export type Plan = z.output<typeof Plan>;
/** A plan as people write it, defaults left out. */
export type PlanInput = z.input<typeof Plan>;
