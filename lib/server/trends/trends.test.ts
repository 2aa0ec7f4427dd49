import { expect, it } from 'vitest';
import { listBaselines, pinBaseline, unpinBaseline } from '../baselines/baselines.ts';
import { queueRun, supervised } from '../testing/supervised.ts';
import { getTrends } from './get.ts';

/** One short run, and copies of its row: what changes between releases is in their figures. */
async function releases(p95s: readonly number[]) {
  const all = await supervised();
  await all.runs.start();
  const { ctx, engine, audience } = all;
  const id = await queueRun(ctx, { release: '1.0' });
  (await engine.next()).begin().pass(3).finish();
  await audience.finished(id);
  const { id: _, ...row } = await ctx.db.run.findUniqueOrThrow({ where: { id } });
  await ctx.db.run.delete({ where: { id } });
  const ids: string[] = [];
  for (const [at, p95] of p95s.entries()) {
    const data = { ...row, release: `1.${at}`, p95: p95 + (at % 3), verdict: 'passed' };
    ids.push((await ctx.db.run.create({ data })).id);
  }
  return { ctx, ids, planId: row.planId, environmentId: row.environmentId ?? '' };
}

it('shows every metric over the releases, and names the one with which it changed', async () => {
  const { ctx, ids, planId, environmentId } = await releases([
    100, 100, 100, 100, 100, 150, 150, 150, 150, 150,
  ]);
  const input = { planId, environmentId };
  const { runs, changes, requests, baselineId } = await getTrends({ ctx, input });
  expect(runs.map(({ run }) => run.id)).toEqual(ids);
  expect(changes).toMatchObject([{ metric: 'p95', runId: ids[5], release: '1.5', before: 101, after: 151 }]);
  expect(baselineId).toBeNull();
  expect(requests).toMatchObject([{ name: 'Home' }]);
  const one = await getTrends({ ctx, input: { ...input, request: '0' } });
  expect(one.runs[0]?.values.requestsPerSecond).toBeGreaterThan(0);
  expect(one.changes).toEqual([]);
  await expect(getTrends({ ctx, input: { ...input, request: '9' } })).rejects.toThrow('no request');

  await ctx.db.run.update({ where: { id: ids[0] }, data: { verdict: 'invalid' } });
  expect((await getTrends({ ctx, input })).runs).toHaveLength(9);
});

it('has one baseline for a plan in an environment, never an invalid one', async () => {
  const { ctx, ids, planId, environmentId } = await releases([100, 100]);
  const [first = '', second = ''] = ids;
  const place = { id: planId, environmentId };
  const pin = (runId: string) => pinBaseline({ ctx, input: { ...place, body: { runId } } });
  await pin(first);
  await pin(second);
  const { baselines } = await listBaselines({ ctx, input: place });
  expect(baselines.map(({ run }) => run.id)).toEqual([second]);
  expect((await getTrends({ ctx, input: { planId, environmentId } })).baselineId).toBe(second);
  await ctx.db.run.update({ where: { id: first }, data: { verdict: 'invalid' } });
  await expect(pin(first)).rejects.toThrow('The baseline is invalid');
  await expect(pin('x')).rejects.toThrow('no run');
  await expect(
    pinBaseline({ ctx, input: { id: planId, environmentId: 'y', body: { runId: second } } }),
  ).rejects.toThrow('same environment');
  await unpinBaseline({ ctx, input: place });
  expect((await listBaselines({ ctx, input: place })).baselines).toEqual([]);
});
