import { expect, it } from 'vitest';
import { limitMs, vusAt } from '../../load/schedule.ts';
import { eventually } from '../testing/eventually.ts';
import { queueRun, supervised } from '../testing/supervised.ts';
import { annotateRun, listEvents } from './annotate.ts';
import { getRun } from './get.ts';
import { saveAppliedPlan, steerRun } from './steer.ts';
import { getSummary } from './summary.ts';

const plan = {
  scenarios: [
    {
      name: 'Users',
      executor: { type: 'constant-vus' as const, vus: 5, duration: '60s' },
      steps: [{ type: 'request' as const, name: 'x', url: '/' }],
    },
  ],
};

it('changes the load, says so to all, and makes a plan of what was applied', async () => {
  const { ctx, engine, audience, runs, db } = await supervised();
  await runs.start();
  const id = await queueRun(ctx, { plan });
  const order = (body: object, run = id) => steerRun({ ctx, input: { id: run, body } });
  const run = await engine.next();
  run.begin().pass(10);
  expect(await order({ kind: 'set', value: 20, by: 'Ana' })).toEqual({ atMs: 10_000 });
  await expect(order({ kind: 'set', value: 2000 })).rejects.toThrow('allows 1000');
  await expect(order({ kind: 'dance' })).rejects.toThrow('kind');
  await expect(order({ kind: 'hold' }, 'none')).rejects.toThrow('no run');
  run.pass(5);
  await order({ kind: 'hold' });
  run.pass(1);
  const held = await audience.when(({ elapsedSeconds }) => elapsedSeconds === 16);
  expect(held.plannedSeconds).toBeNull();
  await order({ kind: 'go-on' });
  run.pass(4);
  await order({ kind: 'stop', by: 'Bo' });
  run.finish();
  const view = await audience.finished(id);
  expect(view).toMatchObject({ verdict: 'aborted', endReason: 'Stopped gracefully by the user, Bo' });
  expect(view.acts.map(({ kind, intoMs }) => [kind, intoMs])).toEqual([
    ['set', 10_000],
    ['hold', 15_000],
    ['go-on', 16_000],
    ['stop', 20_000],
  ]);
  await expect(order({ kind: 'hold' })).rejects.toThrow('does not go on');

  const { events } = await listEvents({ ctx, input: { id } });
  expect(events.filter(({ kind }) => kind === 'steer').map(({ by, text }) => [by, text])).toEqual([
    ['Ana', 'set to 20 users'],
    [null, 'this load held'],
    [null, 'goes on'],
    ['Bo', 'stopped gracefully: nothing new starts'],
  ]);
  expect((await getSummary({ ctx, input: { id } })).acts).toEqual(view.acts);
  expect((await getRun({ ctx, input: { id } })).view.acts).toEqual(view.acts);

  const saved = await saveAppliedPlan({ ctx, input: { id } });
  const version = await db.planVersion.findUniqueOrThrow({ where: { id: saved.versionId } });
  const executor = JSON.parse(version.document).scenarios[0].executor;
  expect(limitMs(executor)).toBe(20_000);
  expect([0, 9.9, 10, 19.9].map((second) => vusAt(executor, second * 1000))).toEqual([5, 5, 20, 20]);
  await annotateRun({ ctx, input: { id, body: { text: 'saved' } } });
});

it('knows how a run was steered whose server was lost', async () => {
  const first = await supervised();
  await first.runs.start();
  const id = await queueRun(first.ctx, { plan });
  const run = (await first.engine.next()).begin().pass(5);
  await steerRun({ ctx: first.ctx, input: { id, body: { kind: 'set', value: 8 } } });
  run.pass(65);
  await eventually(async () => (await listEvents({ ctx: first.ctx, input: { id } })).events.length).toBe(1);
  await eventually(() => first.ctx.runs.withRecord(id, async ({ seconds }) => seconds)).toBe(70);
  const second = await supervised({ db: first.db, dataDir: first.dataDir });
  await second.runs.start();
  const { acts, endReason } = (await getRun({ ctx: second.ctx, input: { id } })).view;
  expect(endReason).toContain('server ended unexpectedly');
  expect(acts).toEqual([{ kind: 'set', value: 8, scenario: 0, intoMs: 5000 }]);
});
