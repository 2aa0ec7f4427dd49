import { describe, expect, it } from 'vitest';
import { plannedVusAt } from '@/lib/load/plan-load.ts';
import { samplePlan } from '@/lib/plan/sample-plan.ts';
import { drawable } from './drawable.ts';
import { cornersOf, loadCurve, runLengthMs } from './load-points.ts';

const step = { type: 'request', url: '/' } as const;
const plan = samplePlan({
  scenarios: [
    {
      name: 'Ramp',
      executor: {
        type: 'ramping-vus',
        startVUs: 2,
        stages: [
          { duration: '10s', target: 10 },
          { duration: '0s', target: 4 },
          { duration: '20s', target: 4 },
        ],
      },
      steps: [step],
    },
    {
      name: 'Late',
      startTime: '15s',
      executor: { type: 'constant-vus', vus: 3, duration: '30s' },
      steps: [step],
    },
    {
      name: 'Rate',
      executor: { type: 'constant-arrival-rate', rate: 120, timeUnit: '1m', duration: '10s', maxVUs: 5 },
      steps: [step],
    },
  ],
});
const { scenarios, broken } = drawable(plan.scenarios);

describe('loadCurve', () => {
  it('is what the pacer is driven by, at every point', () => {
    const curve = loadCurve('users', scenarios);
    expect(broken).toEqual([]);
    expect(curve?.scenarios.map(({ name }) => name)).toEqual(['Ramp', 'Late']);
    for (const { at, total } of curve?.points ?? [])
      expect(total).toBeCloseTo(plannedVusAt(plan, at * 1000), 6);
  });

  it('keeps jumps upright and corners sharp', () => {
    const points = loadCurve('users', scenarios)?.points ?? [];
    const near = (seconds: number) =>
      points.filter(({ at }) => Math.abs(at - seconds) < 0.001).map(({ total }) => total);
    expect(near(10)[0]).toBeCloseTo(10, 2);
    expect(near(10).at(-1)).toBe(4);
    expect(near(15)[0]).toBe(4);
    expect(near(15).at(-1)).toBe(7);
  });

  it('covers the whole run and knows its peak', () => {
    expect(runLengthMs(scenarios)).toBe(45_000);
    const curve = loadCurve('users', scenarios);
    expect(curve?.length).toBe(45);
    expect(curve?.points[0]?.at).toBe(0);
    expect(curve?.points.at(-1)?.at).toBe(45);
    expect(curve?.peak).toBeCloseTo(10, 2);
    expect(loadCurve('rate', scenarios)?.peak).toBe(2);
    expect(loadCurve('rate', scenarios.slice(0, 2))).toBeUndefined();
  });
});

it('says its corners as a table would', () => {
  const curve = loadCurve('users', scenarios);
  const rows = (curve ? cornersOf(curve) : []).map(({ at, total }) => [at, Number(total.toFixed(3))]);
  expect(rows).toEqual([
    [0, 2],
    [10, 4],
    [15, 7],
    [30, 3],
    [45, 3],
  ]);
});

it('names the scenarios that cannot be drawn yet', () => {
  const result = drawable([
    { name: 'good', executor: { type: 'constant-vus', vus: 1, duration: '1s' } },
    { name: 'bad executor', executor: { type: 'constant-vus', vus: 'x', duration: '1s' } },
    { name: 'bad start', executor: { type: 'constant-vus', vus: 1, duration: '1s' }, startTime: 'soon' },
  ]);
  expect(result.scenarios.map(({ name }) => name)).toEqual(['good']);
  expect(result.broken).toEqual(['bad executor', 'bad start']);
});
