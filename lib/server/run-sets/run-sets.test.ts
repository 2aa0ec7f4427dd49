import { describe, expect, it } from 'vitest';
import { RunSetEstimates } from '../../api/run-sets.ts';
import { answersOf, MARGINS } from '../../judge/answers.ts';
import { createEnvironment } from '../environments/create.ts';
import { createPlan } from '../plans/create.ts';
import { createRun } from '../runs/create.ts';
import { estimateTwoRuns } from '../runs/estimates.ts';
import { stopRun } from '../runs/stop.ts';
import type { FakeEngine } from '../testing/fake-engine.ts';
import { smallPlan } from '../testing/plans.ts';
import { supervised } from '../testing/supervised.ts';
import { repeatRunSet } from './again.ts';
import { createRunSet } from './create.ts';
import { estimateRunSet } from './estimates.ts';
import { getRunSet } from './get.ts';
import { listRunSets } from './list.ts';

async function place(options: Parameters<typeof supervised>[0] = {}) {
  const all = await supervised(options);
  await all.runs.start();
  const { ctx } = all;
  const [scenario] = smallPlan().scenarios;
  if (!scenario) throw new Error('The small plan has no scenario');
  const executor = { type: 'constant-vus', vus: 10, duration: '40s' } as const;
  const document = smallPlan({ warmUp: 'none', scenarios: [{ ...scenario, executor }] });
  const { id: planId } = await createPlan({ ctx, input: { document } });
  const [one, other] = await Promise.all(
    ['Old', 'New'].map((name) => createEnvironment({ ctx, input: { name, baseUrl: 'http://127.0.0.1:9' } })),
  );
  return { ...all, planId, a: one?.id ?? '', b: other?.id ?? '' };
}

/** Forty seconds of requests that take about so long, no two seconds alike. */
async function measure(engine: FakeEngine, run: number, median: number): Promise<void> {
  const current = (await engine.next()).begin();
  for (let second = 0; second < 40; second++) {
    const wander = 1 + 0.05 * Math.sin(second * (run + 1.7)) ** 3;
    current.pass(
      1,
      Array.from({ length: 15 }, (_, at) => ({ responseMs: median * wander * (1 + 0.03 * at) })),
    );
  }
  current.finish();
}

describe('a set of runs', () => {
  it('runs two releases in the order A B B A, with the same random choices, and judges the pairs', async () => {
    const { ctx, engine, audience, planId, a, b } = await place({ concurrency: 2 });
    const sides = { a: { environmentId: a, release: '1.0' }, b: { environmentId: b, release: '1.1' } };
    const set = await createRunSet({ ctx, input: { planId, ...sides } });
    expect(set).toMatchObject({ kind: 'ab', sentence: expect.stringMatching(/wait|goes on/) });
    expect(set.runs.map(({ side, run }) => `${side} ${run.release} ${run.environment.name}`)).toEqual([
      'A 1.0 Old',
      'B 1.1 New',
      'B 1.1 New',
      'A 1.0 Old',
    ]);
    await expect(estimateRunSet({ ctx, input: set })).rejects.toThrow(
      'Nothing of this set can be judged yet',
    );
    for (const [at, { side, run }] of set.runs.entries()) {
      // Never two at once, though there is room and another environment.
      const going = await ctx.db.run.count({ where: { status: { in: ['starting', 'running'] } } });
      expect(going).toBeLessThanOrEqual(1);
      await measure(engine, at, side === 'A' ? 40 : 60);
      await audience.finished(run.id);
    }
    const seeds = await ctx.db.run.findMany({ select: { seed: true } });
    expect(new Set(seeds.map(({ seed }) => seed)).size).toBe(1);
    expect(await getRunSet({ ctx, input: set })).toMatchObject({ state: 'done' });

    const { pairs, together } = RunSetEstimates.parse(await estimateRunSet({ ctx, input: set }));
    expect(pairs.map(({ baseline, candidate }) => [baseline, candidate])).toEqual([
      [set.runs[0]?.run.id, set.runs[1]?.run.id],
      [set.runs[3]?.run.id, set.runs[2]?.run.id],
    ]);
    // Without the last second of each, which may be a shorter one.
    expect(together?.total.requests).toEqual({ baseline: 2 * 585, candidate: 2 * 585 });
    expect(together && answersOf(together, MARGINS).total.judged.p95).toMatchObject({ answer: 'worse' });
    expect(together && answersOf(together, MARGINS).total.judged.p95.change).toBeCloseTo(0.5, 1);
    const { sets } = await listRunSets({ ctx, input: { planId, environmentId: b } });
    expect(sets.map(({ id }) => id)).toEqual([set.id]);
  });

  it('does not go on when one of its runs is stopped, and says so', async () => {
    const { ctx, engine, audience, planId, a, b } = await place();
    const set = await createRunSet({
      ctx,
      input: { planId, a: { environmentId: a }, b: { environmentId: b } },
    });
    const [first, second, third, last] = set.runs.map(({ run }) => run.id);
    await measure(engine, 0, 40);
    await audience.finished(first ?? '');
    (await engine.next()).begin().pass(3);
    await stopRun({ ctx, input: { id: second ?? '' } });
    await audience.finished(second ?? '');
    await expect
      .poll(async () => (await getRunSet({ ctx, input: set })).state, { timeout: 10_000 })
      .toBe('broken');
    const { sentence } = await getRunSet({ ctx, input: set });
    expect(sentence).toContain('Broken off: run 2 of 4 cannot be judged: Stopped by the user');
    const rest = await ctx.db.run.findMany({ where: { id: { in: [third ?? '', last ?? ''] } } });
    for (const { endReason } of rest) expect(endReason).toContain('run 2 of its set ended early');
  });

  it('runs again what it lacks since it broke off, a pair beside each other, or all of it', async () => {
    const { ctx, engine, audience, runs, planId, a, b } = await place();
    const sides = { a: { environmentId: a, release: '1.0' }, b: { environmentId: b, release: '1.1' } };
    const set = await createRunSet({ ctx, input: { planId, ...sides, gitCommit: 'abc' } });
    const again = (body: unknown) => repeatRunSet({ ctx, input: { id: set.id, body } });
    await expect(again({})).rejects.toThrow('It goes on');
    const ids = set.runs.map(({ run }) => run.id);
    for (const at of [0, 1, 2]) {
      await measure(engine, at, 40);
      await audience.finished(ids[at] ?? '');
    }
    (await engine.next()).begin().pass(3);
    await stopRun({ ctx, input: { id: ids[3] ?? '' } });
    await audience.finished(ids[3] ?? '');

    const whole = await again({});
    expect(whole).toMatchObject({ id: set.id, state: 'running' });
    expect(whole.runs.map(({ position, side, run }) => `${position} ${side} ${run.release}`)).toEqual([
      '1 A 1.0',
      '2 B 1.1',
      '3 B 1.1',
      '4 A 1.0',
    ]);
    expect(whole.runs.map(({ run }) => ids.indexOf(run.id))).toEqual([0, 1, -1, -1]);
    for (const [at, { run }] of whole.runs.slice(2).entries()) {
      await measure(engine, 10 + at, 40);
      await audience.finished(run.id);
    }
    expect(await getRunSet({ ctx, input: set })).toMatchObject({ state: 'done' });
    const { pairs } = await estimateRunSet({ ctx, input: set });
    expect(pairs).toHaveLength(2);
    const rows = await ctx.db.run.findMany({ where: { setId: set.id } });
    expect(new Set(rows.map(({ seed, gitCommit }) => `${seed} ${gitCommit}`)).size).toBe(1);
    // What was taken out of it is still there.
    expect(await ctx.db.run.count({ where: { setId: null } })).toBe(2);

    await expect(again({})).rejects.toThrow('Nothing is missing');
    const other = await again({ what: 'all' });
    expect(other).toMatchObject({ kind: 'ab', state: 'waiting' });
    expect(other.id).not.toBe(set.id);
    expect(other.runs.map(({ run }) => run.release)).toEqual(['1.0', '1.1', '1.1', '1.0']);
    await runs.close();
  });

  it('says why what it was made of cannot be run any more', async () => {
    const { ctx, engine, audience, planId, a } = await place();
    const set = await createRunSet({ ctx, input: { planId, a: { environmentId: a }, runs: 2 } });
    const first = set.runs[0]?.run.id ?? '';
    (await engine.next()).begin().pass(3);
    await stopRun({ ctx, input: { id: first } });
    await audience.finished(first);
    // What is stopped takes the rest with it.
    await expect
      .poll(async () => (await getRunSet({ ctx, input: set })).state, { timeout: 10_000 })
      .toBe('broken');
    await ctx.db.environment.delete({ where: { id: a } });
    await expect(repeatRunSet({ ctx, input: { id: set.id, body: {} } })).rejects.toThrow(
      'The environment "Old" of A was deleted',
    );
  });

  it('has a clear state when the server is started again in the middle of it', async () => {
    const { ctx, engine, runs, db, dataDir, planId, a, b } = await place();
    const set = await createRunSet({
      ctx,
      input: { planId, a: { environmentId: a }, b: { environmentId: b } },
    });
    (await engine.next()).begin().pass(3);
    await runs.close();
    const second = await supervised({ db, dataDir });
    await second.runs.start();
    const { state, sentence } = await getRunSet({ ctx: second.ctx, input: set });
    expect(state).toBe('broken');
    expect(sentence).toContain('run 1 of 4 cannot be judged: Stopped because the server was stopped');
    expect(sentence).toContain('nothing can be judged');
  });

  it('measures the noise of an environment by equal runs, and comparisons there have it in their intervals', async () => {
    const { ctx, engine, audience, planId, a } = await place();
    const set = await createRunSet({ ctx, input: { planId, a: { environmentId: a }, runs: 3 } });
    expect(set.runs.map(({ side }) => side)).toEqual(['A', 'A', 'A']);
    // From run to run far more than within each.
    for (const [at, { run }] of set.runs.entries()) {
      await measure(engine, at, [40, 46, 37][at] ?? 40);
      await audience.finished(run.id);
    }
    const { noise } = await estimateRunSet({ ctx, input: set });
    expect(noise?.runs).toBe(3);
    // The standard deviation of ln 40, ln 46, ln 37 is 0.110 (NumPy 2.4.6: np.std(np.log([40, 46, 37]), ddof=1)).
    expect(Math.sqrt(noise?.metrics.p95?.variance ?? 0)).toBeCloseTo(0.11, 2);

    const ids: string[] = [];
    for (const [at, median] of [40, 44].entries()) {
      const { id } = await createRun({ ctx, input: { planId, environmentId: a } });
      await measure(engine, 10 + at, median);
      await audience.finished(id);
      ids.push(id);
    }
    const judged = async () =>
      answersOf(await estimateTwoRuns({ ctx, input: { baseline: ids[0], candidate: ids[1] } }), MARGINS);
    expect((await judged()).total.judged.p95.answer).toBe('not-enough-data');
    await ctx.db.runSet.deleteMany();
    expect((await judged()).total.judged.p95.answer).toBe('worse');
  });

  it('wants as many runs of both releases', async () => {
    const { ctx, planId, a, b } = await place();
    const input = { planId, a: { environmentId: a }, b: { environmentId: b }, runs: 3 };
    await expect(createRunSet({ ctx, input })).rejects.toThrow('must be even');
  });
});
