import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { editRun } from '../runs/edit.ts';
import { testContext } from '../testing/context.ts';
import { queueRun, supervised } from '../testing/supervised.ts';
import { getRetentionDue } from './due.ts';
import { getRetention } from './get.ts';
import { setRetention } from './set.ts';
import { sweepAll } from './sweep.ts';

/** A plan with so many runs that are over, the oldest first, a day apart, none of which passed. */
async function planWithRuns(count: number) {
  const ctx = await testContext();
  const first = await queueRun(ctx);
  const { planId, planVersionId, ...like } = await ctx.db.run.findUniqueOrThrow({ where: { id: first } });
  await ctx.db.run.delete({ where: { id: first } });
  const ids: string[] = [];
  for (let at = 0; at < count; at++) {
    const endedAt = new Date(Date.now() - (count - at) * 86_400_000);
    const { id, ...rest } = like;
    const row = await ctx.db.run.create({
      data: { ...rest, planId, planVersionId, status: 'finished', verdict: 'failed', endedAt },
    });
    ids.push(row.id);
  }
  const left = async () =>
    (await ctx.db.run.findMany({ orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id);
  return { ctx, planId, ids, left };
}

describe('a rule of retention', () => {
  it('says what it would delete, then deletes just that', async () => {
    const { ctx, planId, ids, left } = await planWithRuns(8);
    const [pinned = '', baseline = ''] = ids;
    expect(await editRun({ ctx, input: { id: pinned, body: { pinned: true } } })).toMatchObject({
      pinned: true,
    });
    const { environmentId } = await ctx.db.run.findUniqueOrThrow({ where: { id: baseline } });
    await ctx.db.baseline.create({ data: { planId, environmentId: environmentId ?? '', runId: baseline } });
    const ask = (query: object) => getRetentionDue({ ctx, input: { id: planId, query } });
    expect(await ask({})).toMatchObject({ runs: 8, pinned: 2, due: 0, bytes: 0, oldest: null });
    const due = await ask({ keepRuns: '3' });
    expect(due).toMatchObject({ runs: 8, pinned: 2, due: 3, bytes: 3000 });
    const { endedAt } = await ctx.db.run.findUniqueOrThrow({ where: { id: ids[2] } });
    expect(due.oldest).toBe(endedAt?.toISOString());
    expect(await ask({ keepDays: '2' })).toMatchObject({ due: 5 });
    expect(await left()).toEqual(ids);

    const rule = { keepRuns: 3, keepDays: null, rollUpDays: null };
    expect(await setRetention({ ctx, input: { id: planId, body: rule } })).toEqual({ ...rule, deleted: 3 });
    expect(await left()).toEqual([pinned, baseline, ...ids.slice(5)]);
    expect(ctx.runs.forgotten.toSorted()).toEqual(ids.slice(2, 5).toSorted());
    expect(await getRetention({ ctx, input: { id: planId } })).toEqual(rule);
    expect(await sweepAll(ctx)).toBe(0);
  });

  it('keeps the equal runs from which comparisons take their noise, and not those of alternating releases', async () => {
    const { ctx, planId, ids, left } = await planWithRuns(6);
    for (const [kind, runs] of [
      ['aa', ids.slice(0, 2)],
      ['ab', ids.slice(2, 4)],
    ] as const)
      await ctx.db.runSet.create({ data: { planId, kind, runs: { connect: runs.map((id) => ({ id })) } } });
    await setRetention({ ctx, input: { id: planId, body: { keepRuns: 1, keepDays: null } } });
    expect(await left()).toEqual([...ids.slice(0, 2), ...ids.slice(5)]);
  });

  it('is followed again after a sweep that was cut short', async () => {
    const { ctx, planId, ids, left } = await planWithRuns(120);
    await ctx.db.plan.updateMany({ data: { keepDays: 10 } });
    const broken = { ...ctx, runs: { ...ctx.runs, forget: () => Promise.reject(new Error('killed')) } };
    await expect(sweepAll(broken)).rejects.toThrow('killed');
    const afterwards = (await left()).length;
    expect(afterwards).toBeLessThan(120);
    expect(await sweepAll(ctx)).toBe(afterwards - (await left()).length);
    expect(await left()).toEqual(ids.slice(-9));
    expect(await getRetention({ ctx, input: { id: planId } })).toMatchObject({ keepDays: 10 });
  });

  it('refuses what is no rule, and plans that are not there', async () => {
    const { ctx, planId } = await planWithRuns(1);
    for (const body of [
      {},
      { keepRuns: 0, keepDays: null },
      { keepRuns: 1.5, keepDays: null },
      { keepRuns: 1 },
    ])
      await expect(setRetention({ ctx, input: { id: planId, body } })).rejects.toMatchObject({
        code: 'invalid',
      });
    const query = { keepDays: '0' };
    await expect(getRetentionDue({ ctx, input: { id: planId, query } })).rejects.toMatchObject({
      code: 'invalid',
    });
    const body = { keepRuns: 1, keepDays: 1 };
    await expect(setRetention({ ctx, input: { id: 'x', body } })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(getRetentionDue({ ctx, input: { id: 'x', query: {} } })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('does not make a plan one that was changed last', async () => {
    const { ctx, planId } = await planWithRuns(0);
    const { updatedAt } = await ctx.db.plan.findUniqueOrThrow({ where: { id: planId } });
    await setRetention({ ctx, input: { id: planId, body: { keepRuns: 1, keepDays: null } } });
    expect((await ctx.db.plan.findUniqueOrThrow({ where: { id: planId } })).updatedAt).toEqual(updatedAt);
  });
});

describe('what is deleted', () => {
  it('is gone from the disk at the next start, when the server was killed in between', async () => {
    const first = await supervised();
    await first.runs.start();
    const id = await queueRun(first.ctx);
    (await first.engine.next()).begin().pass(3).finish();
    await first.audience.finished(id);
    const kept = await queueRun(first.ctx);
    (await first.engine.next()).begin().pass(3).finish();
    await first.audience.finished(kept);
    await first.runs.close();
    await first.db.run.delete({ where: { id } });
    for (const name of [`${id}.tail`, `${id}.probes`, 'import-1.part', 'notes.txt'])
      writeFileSync(join(first.recordsDir, name), 'x');
    const second = await supervised({ db: first.db, dataDir: first.dataDir });
    await second.runs.start();
    const there = (name: string) => existsSync(join(first.recordsDir, name));
    expect([`${id}.rec`, `${id}.tail`, `${id}.probes`, 'import-1.part'].map(there)).toEqual([
      ...[false, false, false, false],
    ]);
    expect([`${kept}.rec`, 'notes.txt'].map(there)).toEqual([true, true]);
  });
});
