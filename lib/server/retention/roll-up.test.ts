import { expect, it } from 'vitest';
import { createEnvironment } from '../environments/create.ts';
import { createPlan } from '../plans/create.ts';
import { createRun } from '../runs/create.ts';
import { editRun } from '../runs/edit.ts';
import { estimateTwoRuns } from '../runs/estimates.ts';
import { exportRun } from '../runs/export.ts';
import { getRun } from '../runs/get.ts';
import { importRun } from '../runs/import.ts';
import { getSummary } from '../runs/summary.ts';
import { getCurves, getSpectrum, getWindow } from '../runs/window.ts';
import { smallPlan } from '../testing/plans.ts';
import { supervised } from '../testing/supervised.ts';
import { getRetentionDue } from './due.ts';
import { rollUpAll } from './roll-up.ts';
import { setRetention } from './set.ts';

const SECONDS = 1230;

/** Runs of so many seconds that ended forty days ago, the first of which is pinned. */
async function oldRuns(lengths: readonly number[]) {
  const all = await supervised();
  const { ctx, runs, engine, audience } = all;
  await runs.start();
  const scenarios = smallPlan().scenarios.map((scenario) => ({
    ...scenario,
    executor: { type: 'constant-vus' as const, vus: 2, duration: `${SECONDS}s` },
  }));
  const document = smallPlan({ warmUp: 'none', scenarios });
  const { id: planId } = await createPlan({ ctx, input: { document } });
  const { id: environmentId } = await createEnvironment({
    ctx,
    input: { name: 'E', baseUrl: 'http://127.0.0.1:9' },
  });
  const ids: string[] = [];
  for (const [at, length] of lengths.entries()) {
    const { id } = await createRun({ ctx, input: { planId, environmentId } });
    const run = (await engine.next()).begin();
    for (let second = 0; second < length; second++)
      run.pass(1, [{ responseMs: 20 + ((second * 7 + at) % 13), failed: second % 100 === 99 }]);
    run.finish();
    await audience.finished(id);
    await ctx.db.run.update({ where: { id }, data: { endedAt: new Date(Date.now() - 40 * 86_400_000) } });
    ids.push(id);
  }
  return { ...all, planId, ids };
}

it('keeps of old runs longer steps, by which they show and compare as before', {
  timeout: 120_000,
}, async () => {
  const { ctx, planId, ids } = await oldRuns([3, SECONDS, SECONDS, 40]);
  const [pinned = '', a = '', b = '', short = ''] = ids;
  // As long as the others, but for its record.
  await ctx.db.run.update({ where: { id: pinned }, data: { durationSeconds: SECONDS } });
  await editRun({ ctx, input: { id: pinned, body: { pinned: true } } });
  const query = { from: '60', to: '600', width: '60' };
  const shown = async () => ({
    summary: await getSummary({ ctx, input: { id: a } }),
    window: await getWindow({ ctx, input: { id: a, query } }),
    curves: await getCurves({ ctx, input: { id: a, query } }),
    whole: await getSpectrum({ ctx, input: { id: a, query: {} } }),
    estimates: await estimateTwoRuns({ ctx, input: { baseline: a, candidate: b } }),
  });
  const before = await shown();
  const bytes = await ctx.runs.recordBytes([a]);
  const due = (rollUpDays: string) => getRetentionDue({ ctx, input: { id: planId, query: { rollUpDays } } });
  expect(await due('41')).toMatchObject({ rollUps: 0, rollUpBytes: 0 });
  expect(await due('30')).toMatchObject({ due: 0, rollUps: 2 });

  const rule = { keepRuns: null, keepDays: null, rollUpDays: 30 };
  expect(await setRetention({ ctx, input: { id: planId, body: rule } })).toMatchObject({
    ...rule,
    deleted: 0,
  });
  // One that cannot be rolled up keeps no other from it, and is tried again.
  const rollUp = (id: string, step: 10 | 60) =>
    id === a ? Promise.reject(new Error('disk full')) : ctx.runs.rollUp(id, step);
  expect(await rollUpAll({ ...ctx, runs: { ...ctx.runs, rollUp } })).toBe(1);
  // As if the server had been killed between the file and its row.
  await ctx.db.run.update({ where: { id: b }, data: { stepSeconds: null } });
  expect(await rollUpAll(ctx)).toBe(2);
  expect(await rollUpAll(ctx)).toBe(0);
  const steps = await ctx.db.run.findMany({ orderBy: { id: 'asc' }, select: { stepSeconds: true } });
  expect(steps.map(({ stepSeconds }) => stepSeconds)).toEqual([null, 10, 10, null]);
  expect(await ctx.runs.recordBytes([a])).toBeLessThan(bytes);
  expect(await due('30')).toMatchObject({ rollUps: 0 });

  const { failures, ...window } = before.window;
  const after = await shown();
  expect({ ...after, window: { ...after.window, failures } }).toEqual({
    ...before,
    window: { ...window, failures },
  });
  const counted = (all: typeof failures) => all.map(({ signature, count }) => [signature, count]);
  expect(counted(after.window.failures)).toEqual(counted(failures));
  const { run, view } = await getRun({ ctx, input: { id: a } });
  expect(run.stepSeconds).toBe(10);
  expect(view).toMatchObject({ points: [], pointsFrom: SECONDS, elapsedSeconds: SECONDS });
  // What reaches into a step has all of it, and the answer says so.
  const within = await getWindow({ ctx, input: { id: a, query: { from: '13', to: '27' } } });
  expect(within).toMatchObject({ from: 10, to: 30, totals: { requests: 20 } });
  const fine = await getCurves({ ctx, input: { id: a, query: { from: '13', to: '27', width: '1' } } });
  expect(fine.points.map(({ second, seconds, requests }) => [second, seconds, requests])).toEqual([
    [10, 10, 10],
    [20, 10, 10],
  ]);
  const kept = await getWindow({ ctx, input: { id: short, query: { from: '13', to: '27' } } });
  expect(kept).toMatchObject({ from: 13, to: 27, totals: { requests: 14 } });

  // It travels as what it is, and is the same run there.
  const file = await exportRun({ ctx, input: { id: a } });
  const there = await supervised();
  const taken = await importRun({
    ctx: there.ctx,
    input: file.body ?? expect.fail('There is no file'),
  });
  expect(taken.stepSeconds).toBe(10);
  expect(await getCurves({ ctx: there.ctx, input: { id: taken.id, query } })).toEqual(before.curves);
});
