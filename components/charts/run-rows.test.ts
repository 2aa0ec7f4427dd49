import { describe, expect, test } from 'vitest';
import { pointAt } from '@/components/live/testing/views.ts';
import { Plan } from '@/lib/plan/plan.ts';
import { runRows, spanOf } from './run-rows.ts';

const plan = Plan.parse({
  version: 1,
  name: 'Ramp',
  scenarios: [
    {
      name: 'Visit',
      executor: {
        type: 'ramping-vus',
        startVUs: 0,
        stages: [
          { duration: '10s', target: 10 },
          { duration: '10s', target: 10 },
        ],
      },
      steps: [{ type: 'request', method: 'GET', url: '/' }],
    },
  ],
});
const points = (length: number) => Array.from({ length }, (_, second) => pointAt(second));

describe('spanOf', () => {
  test('the whole plan, what was so far, the last five minutes', () => {
    expect(spanOf('plan', 5, 20)).toEqual([0, 20]);
    expect(spanOf('plan', 25, 20)).toEqual([0, 25]);
    expect(spanOf('plan', 0, null)).toEqual([0, 1]);
    expect(spanOf('so-far', 5, 20)).toEqual([0, 5]);
    expect(spanOf('last-5-min', 400, 3600)).toEqual([100, 400]);
    expect(spanOf('last-5-min', 40, 3600)).toEqual([0, 40]);
  });
});

describe('runRows', () => {
  test('has a row for every second, then the plan alone', () => {
    const { measured, withPlan, secondsPerRow } = runRows(points(3), plan, [0, 20], 100);
    expect(secondsPerRow).toBe(1);
    expect(measured.map(({ at }) => at)).toEqual([1, 2, 3]);
    expect(withPlan.map(({ at }) => at)).toEqual(Array.from({ length: 21 }, (_, at) => at));
    expect(withPlan[3]?.values).toMatchObject({ vus: 2, p95: 4 });
    expect(withPlan[3]?.values.plannedVus).toBeCloseTo(3, 2);
    expect(withPlan[4]?.values.vus).toBeUndefined();
    expect(withPlan[20]?.values.plannedVus).toBe(10);
  });

  test('starts within the run when the span does', () => {
    const { measured } = runRows(points(20), plan, [12, 20], 100);
    expect(measured.map(({ at }) => at)).toEqual([13, 14, 15, 16, 17, 18, 19, 20]);
  });

  test('bins when there are fewer pixels than seconds, with no row twice', () => {
    const { measured, withPlan, secondsPerRow } = runRows(points(13), plan, [0, 20], 5);
    expect(secondsPerRow).toBe(5);
    expect(measured.map(({ from, at }) => [from, at])).toEqual([
      [0, 5],
      [5, 10],
      [10, 13],
    ]);
    expect(withPlan.map(({ at }) => at)).toEqual([0, 5, 10, 13, 15, 20]);
  });
});
