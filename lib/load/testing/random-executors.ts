import fc from 'fast-check';
import { Executor } from '../../plan/executor.ts';

/** Random executors for property tests; small enough to list every iteration and VU. */

const seconds = fc.integer({ min: 0, max: 600 }).map((tenths) => `${tenths * 100}ms`);
const positive = fc.integer({ min: 1, max: 600 }).map((tenths) => `${tenths * 100}ms`);
/** Thousandths: less than a millionth of an iteration counts as none, whenever it is asked for. */
const rate = fc.oneof(
  fc.integer({ min: 0, max: 200 }),
  fc.integer({ min: 0, max: 200_000 }).map((thousandths) => thousandths / 1000),
);
const stages = (target: fc.Arbitrary<number>) =>
  fc.array(fc.record({ duration: seconds, target }), { minLength: 1, maxLength: 6 });
const vus = fc.integer({ min: 0, max: 60 });
const someVus = fc.integer({ min: 1, max: 60 });
const timeUnit = fc.constantFrom('1s', '7s', '1m', '300ms');

const parsed = (input: fc.Arbitrary<unknown>) => input.map((value) => Executor.parse(value));

export const rampingVus = parsed(
  fc.record({ type: fc.constant('ramping-vus'), startVUs: vus, stages: stages(vus) }),
);
export const constantVus = parsed(
  fc.record({ type: fc.constant('constant-vus'), vus: someVus, duration: positive }),
);
export const constantRate = parsed(
  fc.record({
    type: fc.constant('constant-arrival-rate'),
    rate: fc.double({ min: 0.01, max: 200, noNaN: true }),
    timeUnit,
    duration: positive,
    maxVUs: someVus,
  }),
);
export const rampingRate = parsed(
  fc.record({
    type: fc.constant('ramping-arrival-rate'),
    startRate: rate,
    timeUnit,
    stages: stages(rate),
    maxVUs: someVus,
  }),
);
export const perVuIterations = parsed(
  fc.record({ type: fc.constant('per-vu-iterations'), vus: someVus, iterations: someVus }),
);
export const sharedIterationsExecutor = parsed(
  fc.record({
    type: fc.constant('shared-iterations'),
    vus: someVus,
    iterations: fc.integer({ min: 1, max: 500 }),
  }),
);
export const anyExecutor = fc.oneof(
  rampingVus,
  constantVus,
  constantRate,
  rampingRate,
  perVuIterations,
  sharedIterationsExecutor,
);
