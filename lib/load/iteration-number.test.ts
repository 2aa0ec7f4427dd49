import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Executor } from '../plan/executor.ts';
import { iterationNumber } from './iteration-number.ts';
import { sharedIterations } from './share.ts';

const range = (length: number) => Array.from({ length }, (_, index) => index);

test('the lanes of shared iterations give every number once', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 0, max: 200 }),
      fc.integer({ min: 1, max: 8 }),
      (vus, more, workers) => {
        const iterations = vus + more;
        const executor = Executor.parse({ type: 'shared-iterations', vus, iterations });
        const lanes = Math.min(workers, vus);
        const numbers = range(lanes).flatMap((lane) =>
          range(sharedIterations(iterations, vus, { lane, lanes })).map((nth) =>
            iterationNumber(executor, { lane, lanes }, nth),
          ),
        );
        expect(numbers.toSorted((a, b) => a - b)).toEqual(range(iterations));
      },
    ),
  );
});

test.each([
  { type: 'constant-arrival-rate', rate: 10, duration: '1s', preAllocatedVUs: 3, maxVUs: 3 },
  { type: 'constant-vus', vus: 3, duration: '1s' },
  { type: 'ramping-vus', stages: [{ duration: '1s', target: 5 }] },
])('no two lanes of $type give the same', (written) => {
  const executor = Executor.parse(written);
  const numbers = [0, 1].flatMap((lane) =>
    range(100).map((nth) => iterationNumber(executor, { lane, lanes: 2 }, nth)),
  );
  expect(new Set(numbers).size).toBe(200);
});
