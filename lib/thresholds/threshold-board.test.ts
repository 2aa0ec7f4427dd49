import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { samplePlan } from '../plan/sample-plan.ts';
import { type SampleRequest, scenarioSnapshot, snapshotOf } from '../run/sample-snapshots.ts';
import type { Snapshot } from '../run/snapshot.ts';
import { createThresholdBoard } from './threshold-board.ts';

const [HOME, LIST, ORDER] = [0, 1, 2];

/** The values of thresholds after the given seconds. */
function valuesOf(thresholds: [metric: string, rule: string][], snapshots: Snapshot[]) {
  const plan = samplePlan({ thresholds: thresholds.map(([metric, rule]) => ({ metric, rule })) });
  const board = createThresholdBoard(plan);
  for (const snapshot of snapshots) board.add(snapshot);
  return board.states(snapshots.length).map(({ value, holds }) => [value, holds]);
}

describe('createThresholdBoard', () => {
  const seconds = [
    snapshotOf(
      0,
      [
        { series: HOME, responseMs: 100 },
        { series: LIST, responseMs: 200 },
      ],
      {
        checks: [
          { series: HOME, name: 'status is 2xx', passed: 3, failed: 1 },
          { series: ORDER, name: 'other', passed: 0, failed: 4 },
        ],
        scenarios: [
          scenarioSnapshot(0, { iterations: 4, droppedIterations: 1 }),
          scenarioSnapshot(1, { iterations: 2 }),
        ],
      },
    ),
    snapshotOf(1, [
      { series: ORDER, responseMs: 900, failed: true, sendDelayMs: 100 },
      { series: HOME, responseMs: 300 },
    ]),
  ];

  it.each([
    ['http_req_duration', 'max<500', 900, false],
    ['http_req_duration', 'avg<500', 375, true],
    ['http_req_duration', 'med<250', 200, true],
    ['http_req_duration{scenario:Browse}', 'max<500', 300, true],
    ['http_req_duration{name:Home}', 'min>=100', 100, true],
    ['http_req_duration{group:Catalogue}', 'max<500', 200, true],
    ['http_req_service_time{name:Order}', 'max<850', 800, true],
    ['http_req_send_delay', 'max<50', 100, false],
    ['http_req_failed', 'rate<0.01', 0.25, false],
    ['http_req_failed{scenario:Browse}', 'rate<0.01', 0, true],
    ['http_reqs', 'count>=4', 4, true],
    ['http_reqs', 'rate>3', 2, false],
    ['http_reqs{name:Home}', 'count>=4', 2, false],
    ['checks', 'rate>0.9', 0.375, false],
    ['checks{check:status is 2xx}', 'rate>0.7', 0.75, true],
    ['checks{scenario:Buy}', 'rate>0.7', 0, false],
    ['iterations', 'count>5', 6, true],
    ['iterations{scenario:Buy}', 'rate>5', 1, false],
    ['dropped_iterations', 'count<1', 1, false],
    ['data_received', 'count>0', 4000, true],
    ['data_sent{name:Order}', 'rate<1000', 50, true],
  ])('evaluates %s %s', (metric, rule, value, holds) => {
    const [[found, held] = []] = valuesOf([[metric, rule]], seconds);
    if (metric.startsWith('http_req_d') || metric.includes('_time') || metric.includes('delay')) {
      expect(Math.abs(Number(found) - value) / value).toBeLessThan(0.001);
    } else expect(found).toBe(value);
    expect(held).toBe(holds);
  });

  it('does not decide what was never measured', () => {
    expect(
      valuesOf(
        [
          ['http_req_duration{name:Order}', 'p(95)<500'],
          ['http_req_failed{name:Order}', 'rate<0.01'],
          ['checks{scenario:Buy}', 'rate>0.9'],
          ['iteration_duration', 'avg<1000'],
          ['http_reqs{name:Order}', 'count>0'],
        ],
        [snapshotOf(0, [{ series: HOME, responseMs: 1 }])],
      ),
    ).toEqual([
      [null, null],
      [null, null],
      [null, null],
      [null, null],
      [0, false],
    ]);
  });

  it('gives the percentile of all requests, never one made of the seconds', () => {
    const request = fc.record({
      series: fc.integer({ min: 0, max: 2 }),
      responseMs: fc.integer({ min: 0, max: 5000 }),
    });
    const run = fc.array(fc.array(request, { maxLength: 20 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(run, fc.constantFrom(50, 95, 99.9), (requests: SampleRequest[][], percent) => {
        const whole = new LatencyHistogram();
        for (const { responseMs } of requests.flat()) whole.record(responseMs * 1000);
        const [[value] = []] = valuesOf(
          [['http_req_duration', `p(${percent})<500`]],
          requests.map((own, second) => snapshotOf(second, own)),
        );
        expect(value).toBe(whole.count === 0 ? null : whole.percentile(percent) / 1000);
      }),
      { numRuns: 50 },
    );
  });
});
