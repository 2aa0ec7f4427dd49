import { expect, it } from 'vitest';
import { createEnvironment } from '../environments/create.ts';
import { createPlan } from '../plans/create.ts';
import { getRun } from '../runs/get.ts';
import { steerRun } from '../runs/steer.ts';
import { eventually } from '../testing/eventually.ts';
import { smallPlan } from '../testing/plans.ts';
import { playSlots } from '../testing/play-slots.ts';
import { supervised } from '../testing/supervised.ts';
import { getSearch } from './get.ts';
import { listSearches } from './list.ts';
import { startSearch } from './start.ts';

/** A search in virtual time needs no longer steps. */
const quick = { stepShortest: '3s', stepLongest: '12s' };
const thresholds = [{ metric: 'http_req_duration', rule: 'p(95)<510' }];

async function place(over: Parameters<typeof createEnvironment>[0]['input'] = {}) {
  const all = await supervised();
  const { ctx } = all;
  const { id: planId } = await createPlan({ ctx, input: { document: smallPlan({ thresholds }) } });
  const input = { name: 'Target', baseUrl: 'http://127.0.0.1:9', maxVUs: 5000, ...(over as object) };
  const { id: environmentId } = await createEnvironment({ ctx, input });
  return { ...all, ids: { planId, environmentId } };
}

it('finds the capacity with a run that nobody else steers, and keeps every step', async () => {
  const { ctx, runs, engine, audience, ids } = await place();
  await runs.start();
  const found: string[] = [];
  for (const release of ['1.0', '1.1']) {
    const { run } = await startSearch({
      ctx,
      input: { ...ids, release, settings: { startLoad: 50, ...quick } },
    });
    const fake = (await engine.next()).begin();
    fake.pass(1);
    const input = { id: run.id, body: { kind: 'set', value: 3 } };
    await expect(steerRun({ ctx, input })).rejects.toThrow('Capacity search steers this run');
    await playSlots(fake);
    await audience.finished(run.id);
    found.push(run.id);
  }
  const [first = '', second = ''] = found;
  const { run, answer, report, earlier, change } = await getSearch({ ctx, input: { id: second } });
  expect(run).toMatchObject({ verdict: 'passed', release: '1.1', status: 'finished' });
  // 8 slots of 20 ms serve 25 users each before the last of them waits for longer than 510 ms.
  expect(answer?.low).toBeLessThanOrEqual(200);
  expect(answer?.high).toBeGreaterThanOrEqual(200);
  expect(report).toMatchObject({ phase: 'over', beyond: { outcome: 'graceful' } });
  expect(report?.steps.length).toBeGreaterThan(6);
  expect(earlier).toMatchObject([{ run: { id: first, release: '1.0' }, answer }]);
  expect(change).toMatchObject({ verdict: 'no-difference', beforeId: first });
  const { searches } = await listSearches({ ctx, input: { planId: ids.planId } });
  expect(searches.map((one) => one.run.id)).toEqual([second, first]);
  const detail = await getRun({ ctx, input: { id: second } });
  expect(detail.plan.scenarios[0]?.executor).toMatchObject({ type: 'ramping-vus', startVUs: 50 });
}, 120_000);

it('ends with what it knows when it is stopped, and when the server is lost', async () => {
  const { ctx, db, dataDir, runs, engine, audience, ids } = await place();
  await runs.start();
  const { run } = await startSearch({ ctx, input: { ...ids, settings: { startLoad: 20 } } });
  await playSlots((await engine.next()).begin(), 15);
  await eventually(async () => (await getSearch({ ctx, input: { id: run.id } })).report?.steps.length).toBe(
    1,
  );
  ctx.runs.stop(run.id, 'user');
  await audience.finished(run.id);
  const stopped = await getSearch({ ctx, input: { id: run.id } });
  expect(stopped.answer).toMatchObject({
    low: 20,
    high: null,
    end: 'stopped',
    detail: 'Stopped by the user',
  });

  const other = await startSearch({ ctx, input: { ...ids, settings: { startLoad: 20 } } });
  await playSlots((await engine.next()).begin(), 15);
  await eventually(
    async () => (await getSearch({ ctx, input: { id: other.run.id } })).report?.steps.length,
  ).toBe(1);
  const next = await supervised({ db, dataDir });
  await next.runs.start();
  const lost = await getSearch({ ctx: next.ctx, input: { id: other.run.id } });
  expect(lost.run).toMatchObject({ status: 'finished', verdict: 'aborted' });
  expect(lost.report).toMatchObject({ phase: 'over', answer: { low: 20, end: 'stopped' } });
});

it('says what is in the way, and does not drive a production environment beyond its capacity', async () => {
  const { ctx, ids } = await place({ production: true });
  const { id: planId } = await createPlan({
    ctx,
    input: { document: smallPlan({ thresholds: [{ metric: 'http_reqs', rule: 'count>10' }] }) },
  });
  await expect(startSearch({ ctx, input: { ...ids, planId } })).rejects.toThrow(
    'none of the thresholds can be judged',
  );
  await expect(startSearch({ ctx, input: { ...ids, settings: { stepShortest: '1s' } } })).rejects.toThrow(
    '3s or longer',
  );
  const { run } = await startSearch({ ctx, input: ids });
  expect((await getSearch({ ctx, input: { id: run.id } })).settings.beyond).toBe(false);
  await expect(getSearch({ ctx, input: { id: 'none' } })).rejects.toThrow(
    'There is no capacity search "none"',
  );
});
