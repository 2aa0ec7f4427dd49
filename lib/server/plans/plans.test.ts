import { describe, expect, it } from 'vitest';
import { readPlan } from '../../plan-file/plan-file.ts';
import { unreadScriptPlan } from '../../script/script-plan.ts';
import { deleteRun } from '../runs/delete.ts';
import { testContext } from '../testing/context.ts';
import { smallPlan } from '../testing/plans.ts';
import { queueRun } from '../testing/supervised.ts';
import { createPlan } from './create.ts';
import { deletePlan } from './delete.ts';
import { duplicatePlan } from './duplicate.ts';
import { exportPlan } from './export.ts';
import { getPlan } from './get.ts';
import { listPlans } from './list.ts';
import { savePlanVersion } from './save-version.ts';

describe('plans', () => {
  it('are saved with defaults filled in and read back', async () => {
    const ctx = await testContext();
    const saved = await createPlan({ ctx, input: { document: smallPlan() } });
    expect(saved.versionNumber).toBe(1);
    const plan = await getPlan({ ctx, input: { id: saved.id } });
    expect(plan.version).toMatchObject({ id: saved.versionId, number: 1 });
    expect(plan.version.document.scenarios[0]?.executor).toMatchObject({ gracefulStop: '30s' });
    expect(plan.versions).toHaveLength(1);
  });

  it('list newest version, scenarios and last run', async () => {
    const ctx = await testContext();
    const { id } = await createPlan({ ctx, input: { document: smallPlan() } });
    await savePlanVersion({ ctx, input: { planId: id, body: { document: smallPlan({ name: 'Renamed' }) } } });
    expect(await listPlans({ ctx })).toMatchObject([
      { id, name: 'Renamed', versionNumber: 2, scenarios: ['Browse'], isScript: false, lastRun: null },
    ]);
  });

  it('list which of them are scripts, whatever the others hold', async () => {
    const files = { 'a.js': { text: 'export default function () {}' } };
    const script = { entry: 'a.js', files, options: null, metrics: {}, exports: ['default'] };
    const ctx = {
      ...(await testContext()),
      scripts: { inspect: async () => ({ inspection: { ok: true as const, script }, said: [] }) },
    };
    const plain = smallPlan({ name: 'Plain', description: '"script":{"entry":"a.js"' });
    await createPlan({ ctx, input: { document: plain } });
    await createPlan({ ctx, input: { document: unreadScriptPlan('Script', 'a.js', files) } });
    const listed = await listPlans({ ctx });
    expect(Object.fromEntries(listed.map(({ name, isScript }) => [name, isScript]))).toEqual({
      Plain: false,
      Script: true,
    });
  });

  it('make a version only of a change', async () => {
    const ctx = await testContext();
    const first = await createPlan({ ctx, input: { document: smallPlan() } });
    const { version } = await getPlan({ ctx, input: { id: first.id } });
    // The document as the editor sends it back: all defaults written out, fields in another order.
    const { name, ...rest } = version.document;
    const same = await savePlanVersion({
      ctx,
      input: { planId: first.id, body: { document: { ...rest, name } } },
    });
    expect(same).toEqual(first);
    const next = await savePlanVersion({
      ctx,
      input: { planId: first.id, body: { document: smallPlan({ description: 'x' }) } },
    });
    expect(next.versionNumber).toBe(2);
    expect(
      (await getPlan({ ctx, input: { id: first.id, versionId: first.versionId } })).version.document
        .description,
    ).toBe('');
  });

  it('number versions without a gap when several people save at once', async () => {
    const ctx = await testContext();
    const { id: planId } = await createPlan({ ctx, input: { document: smallPlan() } });
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        savePlanVersion({
          ctx,
          input: { planId, body: { document: smallPlan({ description: `${index}` }) } },
        }),
      ),
    );
    const { versions } = await getPlan({ ctx, input: { id: planId } });
    expect(versions.map(({ number }) => number)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('come from the text of a plan file and go back to it', async () => {
    const ctx = await testContext();
    const text = JSON.stringify(smallPlan());
    const { id } = await createPlan({ ctx, input: { text } });
    const file = await exportPlan({ ctx, input: { id } });
    expect(file.fileName).toBe('small.yaml');
    expect(readPlan(file.text)).toEqual(readPlan(text));
  });

  it('are duplicated under another name', async () => {
    const ctx = await testContext();
    const { id } = await createPlan({ ctx, input: { document: smallPlan() } });
    const copy = await duplicatePlan({ ctx, input: { id } });
    expect(copy.id).not.toBe(id);
    expect((await getPlan({ ctx, input: { id: copy.id } })).name).toBe('Copy of Small');
  });

  it('leave the lists when deleted, but stay for their runs', async () => {
    const ctx = await testContext();
    const runId = await queueRun(ctx);
    const { planId: id, planVersionId: versionId } = await ctx.db.run.findUniqueOrThrow({
      where: { id: runId },
    });
    await deletePlan({ ctx, input: { id } });
    expect(await listPlans({ ctx })).toEqual([]);
    expect((await getPlan({ ctx, input: { id, versionId } })).version.id).toBe(versionId);
    await expect(deletePlan({ ctx, input: { id } })).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      savePlanVersion({ ctx, input: { planId: id, body: { document: smallPlan() } } }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are gone with their last run when deleted, and at once when nothing ran them', async () => {
    const ctx = await testContext();
    const runId = await queueRun(ctx);
    const { planId } = await ctx.db.run.findUniqueOrThrow({ where: { id: runId } });
    await deletePlan({ ctx, input: { id: planId } });
    await ctx.db.run.update({ where: { id: runId }, data: { status: 'finished' } });
    await deleteRun({ ctx, input: { id: runId } });
    const { id } = await createPlan({ ctx, input: { document: smallPlan() } });
    await deletePlan({ ctx, input: { id } });
    expect([await ctx.db.plan.count(), await ctx.db.planVersion.count()]).toEqual([0, 0]);
  });

  it('that are wrong get all that is wrong, by path', async () => {
    const ctx = await testContext();
    const document = smallPlan({ name: '', thresholds: [{ metric: 'http_req_duration', rule: 'nonsense' }] });
    const error = await createPlan({ ctx, input: { document } }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'invalid' });
    expect(error.issues.map(({ path }: { path: string }) => path)).toEqual(['name', 'thresholds.0.rule']);
  });

  it('in broken files get paths as everywhere and the line', async () => {
    const ctx = await testContext();
    const text =
      'version: 1\nname: x\nscenarios:\n  - name: a\n    executor: { type: constant-vus, vus: 0, duration: 1s }\n    steps: []\n';
    const error = await createPlan({ ctx, input: { text } }).catch((thrown) => thrown);
    expect(error.issues[0]).toMatchObject({
      path: 'scenarios.0.executor.vus',
      message: expect.stringMatching(/^line 5: /),
    });
    const broken = await createPlan({ ctx, input: { text: 'a: [b' } }).catch((thrown) => thrown);
    expect(broken).toMatchObject({ code: 'invalid' });
  });

  it.each([null, 7, 'text', [], {}, { document: null }, { text: 1 }, { document: {}, more: 1 }])(
    'refuse the body %j',
    async (input) => {
      const ctx = await testContext();
      await expect(createPlan({ ctx, input })).rejects.toMatchObject({ code: 'invalid' });
    },
  );

  it('that do not exist are not found', async () => {
    const ctx = await testContext();
    await expect(getPlan({ ctx, input: { id: 'x' } })).rejects.toMatchObject({ code: 'not-found' });
    await expect(duplicatePlan({ ctx, input: { id: 'x' } })).rejects.toMatchObject({ code: 'not-found' });
    const { id } = await createPlan({ ctx, input: { document: smallPlan() } });
    await expect(getPlan({ ctx, input: { id, versionId: 'x' } })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
