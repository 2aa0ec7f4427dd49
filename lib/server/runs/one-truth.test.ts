import { describe, expect, it } from 'vitest';
import { Plan, type PlanInput } from '../../plan/plan.ts';
import { EventfulSeconds } from '../../record/testing/eventful-seconds.ts';
import { seriesOf } from '../../run/series.ts';
import { smallPlan } from '../testing/plans.ts';
import { queueRun, supervised } from '../testing/supervised.ts';
import { estimateTwoRuns } from './estimates.ts';
import { getRun } from './get.ts';
import { listRuns } from './list.ts';
import { getSamples } from './samples.ts';
import { getSummary } from './summary.ts';
import { getWindow } from './window.ts';

const SECONDS = 95;

const plan = (warmUp: string): Partial<PlanInput> => ({
  warmUp,
  setup: [{ type: 'request', name: 'Log in', url: '/login' }],
  scenarios: [
    {
      name: 'Browse',
      executor: { type: 'constant-vus', vus: 2, duration: '95s' },
      steps: [
        { type: 'request', name: 'Home', url: '/' },
        { type: 'request', name: 'Cart', url: '/cart' },
        { type: 'sse', name: 'News', url: '/news' },
      ],
    },
    {
      name: 'Buy',
      executor: { type: 'constant-vus', vus: 2, duration: '95s' },
      steps: [{ type: 'request', name: 'Order', url: '/orders' }],
    },
  ],
  thresholds: [
    { metric: 'http_req_duration', rule: 'p(95)<450' },
    { metric: 'http_req_failed', rule: 'rate<0.5' },
  ],
});

async function endedRun(warmUp: string) {
  const all = await supervised();
  await all.runs.start();
  const id = await queueRun(all.ctx, { plan: plan(warmUp) });
  const eventful = new EventfulSeconds(21, seriesOf(Plan.parse(smallPlan(plan(warmUp)))));
  const run = (await all.engine.next()).begin();
  for (let second = 0; second < SECONDS; second++) run.passWith(eventful.second(second));
  run.finish();
  return { ...all, id, live: await all.audience.finished(id) };
}

describe('a run told by its state and by its record', () => {
  it('has the same figures live, in its page, its summary, the list, a comparison and a window', async () => {
    const { ctx, id, live } = await endedRun('none');
    const input = { id };
    const window = await getWindow({ ctx, input: { id, query: {} } });
    const { view } = await getRun({ ctx, input });
    expect({ ...view, points: [] }).toEqual({ ...live, points: [] });

    const { totals, requests, scenarios, groups, streams, setupRequests, remotes, thresholds } = window;
    const { failures, errors } = window;
    const figures = { totals, requests, scenarios, groups, streams, setupRequests, remotes, thresholds };
    expect(scenarios.some((one) => one.requests !== null)).toBe(true);
    expect(streams).toHaveLength(1);
    expect(setupRequests).toHaveLength(1);
    expect(remotes.length).toBeGreaterThan(1);
    expect(live).toMatchObject(figures);
    expect(live).toMatchObject({ failures, errors });

    const summary = await getSummary({ ctx, input });
    expect(summary).toMatchObject(figures);
    expect(summary.failures.map(({ sample, ...failure }) => failure)).toEqual(failures.slice(0, 50));

    const { p50, p95, p99 } = totals.responseTimeMs;
    const { requestsPerSecond } = totals;
    const inList = (await listRuns({ ctx, input: {} })).runs[0]?.figures;
    const failedRate = totals.failed / totals.requests;
    expect(inList).toEqual({ requests: totals.requests, failedRate, requestsPerSecond, p50, p95, p99 });

    const { total, candidate } = await estimateTwoRuns({ ctx, input: { baseline: id, candidate: id } });
    const { from, to } = candidate;
    const compared = await getWindow({ ctx, input: { id, query: { from: `${from}`, to: `${to}` } } });
    const judged = total.estimates.find(({ metric }) => metric === 'p95');
    // Within the three digits of a histogram: the comparison does not know the exact maximum.
    const told = compared.totals.responseTimeMs.p95;
    expect(Math.abs((judged?.candidate ?? 0) / told - 1)).toBeLessThan(0.001);
    expect(judged?.baseline).toBe(judged?.candidate);
    expect(total.requests.candidate).toBe(compared.totals.requests);
    const whole = await getSamples({ ctx, input: { id, query: { from: '0' } } });
    expect(await getSamples({ ctx, input })).toEqual(whole);
  });

  it('leaves out of a fixed warm-up what a window behind it leaves out', async () => {
    const { ctx, id } = await endedRun('20s');
    const summary = await getSummary({ ctx, input: { id } });
    const { totals, requests, streams } = await getWindow({ ctx, input: { id, query: { from: '20' } } });
    expect(summary.totals).toMatchObject({
      responseTimeMs: totals.responseTimeMs,
      requestsPerSecond: totals.requestsPerSecond,
      measured: { requests: totals.requests, failed: totals.failed },
    });
    expect(summary.requests.map((one) => one.phasesMs)).toEqual(requests.map((one) => one.phasesMs));
    expect(summary.streams.map((one) => one.roundTripMs)).toEqual(streams.map((one) => one.roundTripMs));
  });

  it('is told the same by its record alone, when its summary was never written', async () => {
    const { ctx, db, id, live } = await endedRun('20s');
    await db.run.update({ where: { id }, data: { summary: null } });
    ctx.runs.changed();
    const { view } = await getRun({ ctx, input: { id } });
    expect(view).toEqual({ ...live, points: view.points });
    expect(view.points).toHaveLength(SECONDS);
  });

  it('has the course of its failures from its record, when its summary is of an old one without', async () => {
    const { ctx, db, id, live } = await endedRun('none');
    const { failures, ...rest } = await getSummary({ ctx, input: { id } });
    const old = { ...rest, failures: failures.map(({ trend, ...failure }) => failure) };
    await db.run.update({ where: { id }, data: { summary: JSON.stringify(old) } });
    const { view } = await getRun({ ctx, input: { id } });
    expect(view.failures).toEqual(live.failures);
    expect(view.failures.length).toBeGreaterThan(0);
  });
});
