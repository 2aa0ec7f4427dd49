import { expect, it } from 'vitest';
import { createEnvironment } from '../environments/create.ts';
import { createPlan } from '../plans/create.ts';
import { getRun } from '../runs/get.ts';
import { listRuns } from '../runs/list.ts';
import { smallPlan } from '../testing/plans.ts';
import { playSlots } from '../testing/play-slots.ts';
import { supervised } from '../testing/supervised.ts';
import { getLaunch } from './get.ts';
import { listLaunches } from './list.ts';
import { getLaunchReport } from './report.ts';
import { startLaunch } from './start.ts';

// 8 slots of 20 ms serve 200 users before the last of them waits for longer than 510 ms.
const thresholds = [{ metric: 'http_req_duration', rule: 'p(95)<510' }];

async function place(environment: object = {}) {
  const all = await supervised();
  const { ctx } = all;
  const { id: planId } = await createPlan({ ctx, input: { document: smallPlan({ thresholds }) } });
  const input = { name: 'Target', baseUrl: 'http://127.0.0.1:9', maxVUs: 5000, ...environment };
  const { id: environmentId } = await createEnvironment({ ctx, input });
  return { ...all, ids: { planId, environmentId } };
}

/** Rehearses, with every level as long as it needs to be and none of it waited for. */
async function rehearsed(
  { ctx, engine, audience, ids }: Awaited<ReturnType<typeof place>>,
  peak: object,
  release: string,
) {
  const launch = await startLaunch({
    ctx,
    input: {
      ...ids,
      release,
      settings: {
        peak,
        safetyFactor: 1.8,
        search: { stepShortest: '3s', stepLongest: '12s', beyond: false },
      },
    },
  });
  for (const { part, run } of launch.levels) {
    const fake = (await engine.next()).begin();
    await playSlots(fake, part === 'capacity' ? 10_000 : part === 'sustained' ? 60 : 25);
    fake.finish();
    await audience.finished(run.id);
  }
  return getLaunch({ ctx, input: { id: launch.id } });
}

it('says what a launch may expect, in the order of its runs, beside the rehearsal before', async () => {
  const all = await place();
  await all.runs.start();
  // 7,200 visits an hour of 50 s are 100 users at once.
  const first = await rehearsed(all, { by: 'visits', visitsPerHour: 7200, sessionSeconds: 50 }, '1.0');
  expect(first.levels.map(({ part, load }) => [part, load])).toEqual([
    ['baseline', 1],
    ['target', 100],
    ['sustained', 100],
    ['failure', 200],
    ['capacity', null],
  ]);
  expect(first).toMatchObject({
    readiness: 'ready',
    answer: 'Ready for the launch.',
    peak: 100,
    before: null,
  });
  expect(first.creep?.probability).toBeGreaterThan(0.01);
  expect(first.capacity?.answer?.low).toBeGreaterThan(180);

  const second = await rehearsed(all, { by: 'load', load: 300 }, '1.1');
  expect(second.readiness).toBe('not-ready');
  expect(second.answer).toContain('At the expected peak of 300 users it fails: Threshold p(95)<510');
  expect(second.before).toMatchObject({ id: first.id, release: '1.0', readiness: 'ready' });

  const { ctx } = all;
  expect((await listLaunches({ ctx, input: {} })).launches.map(({ id }) => id)).toEqual([
    second.id,
    first.id,
  ]);
  const page = await (await getLaunchReport({ ctx, input: { id: second.id } })).text();
  expect(page).toContain('Not ready. At the expected peak of 300 users it fails');
  expect(page).toContain('p95 before');
  // They are no measure for other runs of the plan.
  expect((await listRuns({ ctx, input: { searches: 'none' } })).runs).toEqual([]);
}, 120_000);

it('gives every scenario a user, also with hardly any load', async () => {
  const { ctx, ids } = await place();
  const [scenario] = smallPlan().scenarios;
  if (!scenario) throw new Error('no scenario');
  const more = ['Search', 'Buy'].map((name) => ({ ...scenario, name }));
  const document = smallPlan({ thresholds, scenarios: [scenario, ...more] });
  const { id: planId } = await createPlan({ ctx, input: { document } });
  const settings = { peak: { by: 'load', load: 24 } };
  const launch = await startLaunch({ ctx, input: { ...ids, planId, settings } });
  expect(launch.levels.map(({ load }) => load)).toEqual([3, 24, 24, 48, null]);
  const { plan } = await getRun({ ctx, input: { id: launch.levels[0]?.run.id ?? '' } });
  expect(plan.scenarios.map(({ executor }) => executor)).toMatchObject(
    Array.from({ length: 3 }, () => ({ startVUs: 1, stages: [{ target: 1 }] })),
  );
});

it('says what is in the way before any load is sent', async () => {
  const { ctx, ids } = await place({ maxVUs: 100 });
  const settings = { peak: { by: 'load', load: 60 } };
  await expect(startLaunch({ ctx, input: { ...ids, settings } })).rejects.toThrow('raise its ceiling');
  await expect(
    startLaunch({ ctx, input: { ...ids, settings: { peak: { by: 'load', load: 0 } } } }),
  ).rejects.toThrow('peak');
  expect((await listRuns({ ctx, input: {} })).runs).toEqual([]);
  await expect(getLaunch({ ctx, input: { id: 'none' } })).rejects.toThrow(
    'There is no launch rehearsal "none"',
  );
});
