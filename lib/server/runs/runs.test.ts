import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environments/create.ts';
import { deleteEnvironment } from '../environments/delete.ts';
import { createPlan } from '../plans/create.ts';
import { deletePlan } from '../plans/delete.ts';
import { listPlans } from '../plans/list.ts';
import { savePlanVersion } from '../plans/save-version.ts';
import { testContext } from '../testing/context.ts';
import { smallPlan } from '../testing/plans.ts';
import { queueRun, recorded, supervised } from '../testing/supervised.ts';
import { compareTwoRuns } from './compare.ts';
import { createRun } from './create.ts';
import { deleteRun } from './delete.ts';
import { editRun } from './edit.ts';
import { getRun } from './get.ts';
import { listRuns } from './list.ts';
import { getSummary } from './summary.ts';

async function planAndEnvironment(plan = smallPlan()) {
  const ctx = await testContext();
  const saved = await createPlan({ ctx, input: { document: plan } });
  const environment = await createEnvironment({
    ctx,
    input: {
      name: 'Shop',
      baseUrl: 'http://127.0.0.1:4010',
      maxVUs: 50,
      variables: { color: 'red' },
      secrets: { token: 'x' },
    },
  });
  return { ctx, planId: saved.id, versionId: saved.versionId, environmentId: environment.id };
}

describe('queueing a run', () => {
  it('takes the newest version, or the one asked for, and wakes the supervisor', async () => {
    const { ctx, planId, versionId, environmentId } = await planAndEnvironment();
    await savePlanVersion({ ctx, input: { planId, body: { document: smallPlan({ description: 'new' }) } } });
    const newest = await createRun({ ctx, input: { planId, environmentId, release: ' 2.0 ' } });
    expect(newest).toMatchObject({
      status: 'queued',
      release: '2.0',
      plan: { versionNumber: 2 },
      environment: { name: 'Shop' },
    });
    const older = await createRun({ ctx, input: { planId, versionId, environmentId } });
    expect(older.plan).toMatchObject({ versionId, versionNumber: 1 });
    expect(ctx.runs).toMatchObject({ woken: 2, changes: 2 });
  });

  it('keeps the environment as it is now', async () => {
    const { ctx, planId, environmentId } = await planAndEnvironment();
    const { id } = await createRun({ ctx, input: { planId, environmentId } });
    await ctx.db.run.update({ where: { id }, data: { status: 'finished' } });
    await deleteEnvironment({ ctx, input: { id: environmentId } });
    const { runs } = await listRuns({ ctx, input: {} });
    expect(runs[0]?.environment).toEqual({ id: null, name: 'Shop', baseUrl: 'http://127.0.0.1:4010' });
    const row = await ctx.db.run.findUniqueOrThrow({ where: { id } });
    expect(row.environmentDocument).toContain('"color":"red"');
    expect(row.environmentDocument).not.toContain('token');
  });

  it('is refused with everything that would keep it from starting', async () => {
    const { ctx, planId, environmentId } = await planAndEnvironment(
      smallPlan({
        scenarios: [
          {
            name: 'Browse',
            executor: { type: 'constant-vus', vus: 51, duration: '10s' },
            steps: [
              { type: 'request', url: '/{{color}}/{{token}}/{{nowhere}}', headers: { 'x-a': '{{nothing}}' } },
            ],
          },
        ],
      }),
    );
    const error = await createRun({ ctx, input: { planId, environmentId } }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'invalid' });
    expect(error.issues.map(({ path }: { path: string }) => path)).toEqual([
      'scenarios.0.steps.0.url',
      'scenarios.0.steps.0.headers.x-a',
      'scenarios',
    ]);
    expect(await ctx.db.run.count()).toBe(0);
  });

  it('needs a plan, a version of it and an environment that exist', async () => {
    const { ctx, planId, environmentId } = await planAndEnvironment();
    const other = await createPlan({ ctx, input: { document: smallPlan() } });
    for (const input of [
      { planId: 'x', environmentId },
      { planId, environmentId: 'x' },
      { planId, versionId: other.versionId, environmentId },
    ]) {
      await expect(createRun({ ctx, input })).rejects.toMatchObject({ code: 'not-found' });
    }
    await deletePlan({ ctx, input: { id: planId } });
    await expect(createRun({ ctx, input: { planId, environmentId } })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('keeps its environment from being deleted', async () => {
    const { ctx, planId, environmentId } = await planAndEnvironment();
    await createRun({ ctx, input: { planId, environmentId } });
    await expect(deleteEnvironment({ ctx, input: { id: environmentId } })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('the list of runs', () => {
  async function withRuns() {
    const all = await planAndEnvironment();
    const { ctx, planId, environmentId } = all;
    const ids: string[] = [];
    for (let number = 1; number <= 5; number++) {
      const input = { planId, environmentId, release: `1.${number % 2}`, note: `Note ${number}` };
      ids.unshift((await createRun({ ctx, input })).id);
    }
    return { ...all, ids };
  }

  it('comes newest first, page by page, also when runs come and go meanwhile', async () => {
    const { ctx, planId, environmentId, ids } = await withRuns();
    const first = await listRuns({ ctx, input: { limit: '2' } });
    expect(first.runs.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    await createRun({ ctx, input: { planId, environmentId } });
    await ctx.db.run.delete({ where: { id: first.nextCursor ?? '' } });
    const second = await listRuns({ ctx, input: { limit: 2, cursor: first.nextCursor ?? '' } });
    expect(second.runs.map(({ id }) => id)).toEqual(ids.slice(2, 4));
    const third = await listRuns({ ctx, input: { limit: 2, cursor: second.nextCursor ?? '' } });
    expect(third).toMatchObject({ nextCursor: null, runs: [{ id: ids[4] }] });
  });

  it('is filtered by what is known of a run', async () => {
    const { ctx, planId, ids } = await withRuns();
    await ctx.db.run.update({ where: { id: ids[0] }, data: { status: 'finished', verdict: 'failed' } });
    const found = async (input: Record<string, string>) =>
      (await listRuns({ ctx, input })).runs.map(({ id }) => id);
    expect(await found({ release: '1.0' })).toEqual([ids[1], ids[3]]);
    expect(await found({ verdict: 'failed' })).toEqual([ids[0]]);
    expect(await found({ status: 'queued', release: '1.1' })).toEqual([ids[2], ids[4]]);
    expect(await found({ planId })).toHaveLength(5);
    expect(await found({ planId: 'x' })).toEqual([]);
    expect(await found({ environmentId: 'x' })).toEqual([]);
    expect(await found({ q: 'NOTE 3' })).toEqual([ids[2]]);
    expect(await found({ q: 'shop small 1.0' })).toEqual([ids[1], ids[3]]);
  });

  it('names all releases, the latest first', async () => {
    const { ctx } = await withRuns();
    expect((await listRuns({ ctx, input: { q: 'nothing like it' } })).releases).toEqual(['1.1', '1.0']);
  });

  it('refuses filters that mean nothing', async () => {
    const ctx = await testContext();
    for (const input of [{ verdict: 'good' }, { limit: '0' }, { limit: 'many' }, { status: 'x' }]) {
      await expect(listRuns({ ctx, input })).rejects.toMatchObject({ code: 'invalid' });
    }
  });

  it('shows up in the list of plans', async () => {
    const { ctx, ids } = await withRuns();
    expect((await listPlans({ ctx }))[0]?.lastRun).toMatchObject({
      id: ids[0],
      status: 'queued',
      verdict: null,
    });
  });
});

describe('a run', () => {
  it('is edited field by field, and found by what it says then', async () => {
    const ctx = await testContext();
    const id = await queueRun(ctx, { release: '1.0' });
    await editRun({ ctx, input: { id, body: { note: 'Cold cache' } } });
    expect(await editRun({ ctx, input: { id, body: { gitCommit: 'abc123' } } })).toMatchObject({
      release: '1.0',
      note: 'Cold cache',
      gitCommit: 'abc123',
    });
    expect((await listRuns({ ctx, input: { q: 'cold ABC123' } })).runs).toHaveLength(1);
    await editRun({ ctx, input: { id, body: { note: '50% of_all \\d' } } });
    for (const [q, count] of Object.entries({
      '50%': 1,
      of_all: 1,
      '\\d': 1,
      '5%0': 0,
      'of%all': 0,
      a_l: 0,
      '\\5': 0,
    }))
      expect([q, (await listRuns({ ctx, input: { q } })).runs.length]).toEqual([q, count]);
    await expect(editRun({ ctx, input: { id, body: { verdict: 'passed' } } })).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(editRun({ ctx, input: { id: 'x', body: {} } })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('has a summary once it has ended, the same that the headless runner writes', async () => {
    const { ctx, engine, audience, runs } = await supervised();
    await runs.start();
    const id = await queueRun(ctx, { release: '1.0' });
    const run = (await engine.next()).begin().pass(2);
    await expect(getSummary({ ctx, input: { id } })).rejects.toMatchObject({ code: 'conflict' });
    run.finish();
    await audience.finished(id);
    expect(await getSummary({ ctx, input: { id } })).toMatchObject({
      schema: 1,
      release: '1.0',
      verdict: 'passed',
      totals: { requests: 2 },
    });
    await expect(getSummary({ ctx, input: { id: 'x' } })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is deleted with its record, but not while it goes on', async () => {
    const { ctx, engine, audience, records, runs } = await supervised();
    await runs.start();
    const id = await queueRun(ctx);
    const run = (await engine.next()).begin().pass(1);
    await expect(deleteRun({ ctx, input: { id } })).rejects.toMatchObject({ code: 'conflict' });
    run.finish();
    await audience.finished(id);
    await getRun({ ctx, input: { id } });
    await deleteRun({ ctx, input: { id } });
    expect(await recorded(records, id)).toBeUndefined();
    await expect(getRun({ ctx, input: { id } })).rejects.toMatchObject({ code: 'not-found' });
    await expect(deleteRun({ ctx, input: { id } })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is compared with another one, request by request', async () => {
    const { ctx, engine, audience, runs } = await supervised();
    await runs.start();
    const ids: string[] = [];
    for (const responseMs of [400, 100]) {
      const id = await queueRun(ctx);
      (await engine.next()).begin().pass(5, [{ responseMs }]).finish();
      await audience.finished(id);
      ids.push(id);
    }
    const [baseline, candidate] = ids;
    const pair = await compareTwoRuns({ ctx, input: { baseline, candidate } });
    expect(pair.candidate.view.requests).toMatchObject([{ name: 'Home', responseTimeMs: { p95: 100 } }]);
    expect(pair.baseline.view.points).toHaveLength(5);
    await expect(compareTwoRuns({ ctx, input: { baseline } })).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: 'candidate' }],
    });
    await expect(compareTwoRuns({ ctx, input: { baseline, candidate: 'x' } })).rejects.toMatchObject({
      code: 'not-found',
    });
    await ctx.db.run.update({ where: { id: baseline ?? '' }, data: { verdict: 'invalid' } });
    await expect(compareTwoRuns({ ctx, input: { baseline, candidate } })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});
