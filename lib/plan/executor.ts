import { z } from 'zod';
import { Duration, PositiveDuration } from './duration-field.ts';

/** Above this no single machine could follow; it turns a typing error into a sentence instead of an outage. */
export const MAX_VUS = 1_000_000;
export const MAX_RATE = 10_000_000;
export const MAX_ITERATIONS = 1_000_000_000;

const Vus = z.int().min(1).max(MAX_VUS);
const VusOrNone = z.int().min(0).max(MAX_VUS);
const Rate = z.number().min(0).max(MAX_RATE);

const gracefulStop = Duration.default('30s').describe(
  'How long iterations in progress may take to end after the schedule is over; then they are interrupted.',
);
const preAllocatedVUs = VusOrNone.default(1).describe('VUs made before the scenario starts.');
const maxVUs = Vus.describe(
  'The most VUs that may work at once. An iteration for which none is free is counted as dropped.',
);
const timeUnit = PositiveDuration.default('1s').describe(
  'The period that `rate` and stage targets count iterations in.',
);

export const VuStage = z
  .strictObject({
    duration: Duration.describe('How long this stage takes; `0s` jumps.'),
    target: VusOrNone.describe('VUs at the end of this stage; reached linearly.'),
  })
  .meta({ title: 'stage of VUs', description: 'Reaches a number of VUs.' });

export const RateStage = z
  .strictObject({
    duration: Duration.describe('How long this stage takes; `0s` jumps.'),
    target: Rate.describe('Iterations per `timeUnit` at the end of this stage; reached linearly.'),
  })
  .meta({ title: 'stage of a rate', description: 'Reaches a rate.' });

const stages = <T extends z.ZodType>(stage: T) => z.array(stage).min(1, 'needs at least one stage').max(500);

export const RampingVus = z
  .strictObject({
    type: z.literal('ramping-vus'),
    startVUs: VusOrNone.default(0).describe('VUs at the start of the first stage.'),
    stages: stages(VuStage),
    gracefulRampDown: Duration.default('30s').describe(
      'How long a VU that is no longer needed may take to end its iteration.',
    ),
    gracefulStop,
  })
  .meta({ title: 'ramping-vus', description: 'A number of users that follows stages. Closed model.' });

export const ConstantVus = z
  .strictObject({ type: z.literal('constant-vus'), vus: Vus, duration: PositiveDuration, gracefulStop })
  .meta({ title: 'constant-vus', description: 'A fixed number of users for a fixed time. Closed model.' });

export const ConstantArrivalRate = z
  .strictObject({
    type: z.literal('constant-arrival-rate'),
    rate: Rate.min(0.000_001).describe('Iterations started per `timeUnit`.'),
    timeUnit,
    duration: PositiveDuration,
    preAllocatedVUs,
    maxVUs,
    gracefulStop,
  })
  .meta({
    title: 'constant-arrival-rate',
    description: 'Iterations start at a fixed rate, however slow the target is. Open model.',
  });

export const RampingArrivalRate = z
  .strictObject({
    type: z.literal('ramping-arrival-rate'),
    startRate: Rate.default(0).describe('Iterations per `timeUnit` at the start of the first stage.'),
    timeUnit,
    stages: stages(RateStage),
    preAllocatedVUs,
    maxVUs,
    gracefulStop,
  })
  .meta({ title: 'ramping-arrival-rate', description: 'An arrival rate that follows stages. Open model.' });

const iterations = z.int().min(1).max(MAX_ITERATIONS);
const maxDuration = PositiveDuration.default('10m').describe('Iterations not started by then are dropped.');

export const PerVuIterations = z
  .strictObject({
    type: z.literal('per-vu-iterations'),
    vus: Vus.default(1),
    iterations: iterations.default(1).describe('Iterations that every VU performs.'),
    maxDuration,
    gracefulStop,
  })
  .meta({ title: 'per-vu-iterations', description: 'Every user performs a fixed number of iterations.' });

export const SharedIterations = z
  .strictObject({
    type: z.literal('shared-iterations'),
    vus: Vus.default(1),
    iterations: iterations.default(1).describe('Iterations shared by all VUs.'),
    maxDuration,
    gracefulStop,
  })
  .meta({
    title: 'shared-iterations',
    description: 'A fixed number of iterations, shared by the users: who is free takes the next.',
  });

/** The load model of a scenario. Names and meaning are k6's. */
export const Executor = z
  .discriminatedUnion('type', [
    RampingVus,
    ConstantVus,
    ConstantArrivalRate,
    RampingArrivalRate,
    PerVuIterations,
    SharedIterations,
  ])
  .meta({
    title: 'executor',
    description: "The load model of a scenario; `type` says which. Names and meaning are k6's.",
  });

export type Executor = z.output<typeof Executor>;
export type ExecutorType = Executor['type'];
