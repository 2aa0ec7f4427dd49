import { describe, expect, it } from 'vitest';
import { answersOf, MARGINS } from '../../judge/answers.ts';
import { createEnvironment } from '../environments/create.ts';
import { createPlan } from '../plans/create.ts';
import { getDetectable } from '../plans/detectable.ts';
import { smallPlan } from '../testing/plans.ts';
import { supervised } from '../testing/supervised.ts';
import { createRun } from './create.ts';
import { estimateTwoRuns } from './estimates.ts';

/** Runs of one plan, whose requests take about as long as is said, and no two seconds alike. */
async function endedRuns(...medians: number[]) {
  const all = await supervised();
  await all.runs.start();
  const { ctx } = all;
  const [scenario] = smallPlan().scenarios;
  if (!scenario) throw new Error('The small plan has no scenario');
  const executor = { type: 'constant-vus', vus: 10, duration: '40s' } as const;
  const plan = smallPlan({ warmUp: 'none', scenarios: [{ ...scenario, executor }] });
  const { id: planId } = await createPlan({ ctx, input: { document: plan } });
  const environment = await createEnvironment({ ctx, input: { name: 'T', baseUrl: 'http://127.0.0.1:9' } });
  const ids: string[] = [];
  for (const [run, median] of medians.entries()) {
    const { id } = await createRun({ ctx, input: { planId, environmentId: environment.id } });
    const engine = (await all.engine.next()).begin();
    for (let second = 0; second < 40; second++) {
      const wander = 1 + 0.05 * Math.sin(second * (run + 1.7)) ** 3;
      const request = (at: number) => ({ responseMs: median * wander * (1 + 0.03 * at) });
      engine.pass(
        1,
        Array.from({ length: 15 }, (_, at) => request(at)),
      );
    }
    engine.finish();
    await all.audience.finished(id);
    ids.push(id);
  }
  return { ...all, ids };
}

describe('estimateTwoRuns', () => {
  it('finds what is slower, and that what is not is not; the same every time', async () => {
    const { ctx, ids } = await endedRuns(40, 60, 40);
    const ask = (at: number) => estimateTwoRuns({ ctx, input: { baseline: ids[0], candidate: ids[at] } });
    const slower = answersOf(await ask(1), MARGINS);
    expect(slower.total.judged.p95.answer).toBe('worse');
    expect(slower.total.judged.p95.change).toBeCloseTo(0.5, 1);
    expect(slower.requests).toHaveLength(1);
    const equal = answersOf(await ask(2), MARGINS);
    expect(['equivalent', 'not-enough-data']).toContain(equal.total.judged.p95.answer);
    expect(await ask(1)).toEqual(await ask(1));
  });

  it('measures nothing by an invalid run, and says of an invalid one only that it is', async () => {
    const { ctx, ids } = await endedRuns(40, 60);
    const [good = '', bad = ''] = ids;
    await ctx.db.run.update({ where: { id: bad }, data: { verdict: 'invalid' } });
    await expect(estimateTwoRuns({ ctx, input: { baseline: bad, candidate: good } })).rejects.toThrow(
      'The baseline is invalid',
    );
    const { total } = await estimateTwoRuns({ ctx, input: { baseline: good, candidate: bad } });
    expect(total.estimates.map(({ lacks }) => lacks)).toEqual(total.estimates.map(() => 'invalid'));
  });

  it('wants two runs that are there', async () => {
    const { ctx } = await endedRuns();
    await expect(estimateTwoRuns({ ctx, input: { baseline: 'x', candidate: 'y' } })).rejects.toThrow(
      'no run',
    );
  });
});

describe('getDetectable', () => {
  it('tells from earlier runs what the next one can find, and nothing when there are none', async () => {
    const { ctx, ids } = await endedRuns(40, 40);
    const { planId, environmentId } = await ctx.db.run.findUniqueOrThrow({ where: { id: ids[0] } });
    const ask = () => getDetectable({ ctx, input: { id: planId, environmentId } });
    const two = await ask();
    expect(two).toMatchObject({ seconds: 40, requests: [{ name: 'Home' }] });
    expect(two?.total).toBeGreaterThan(0.05);
    expect(two?.total).toBeLessThan(0.5);
    await ctx.db.run.delete({ where: { id: ids[0] } });
    expect((await ask())?.total).toBeGreaterThan(0.05);
    await ctx.db.run.updateMany({ data: { verdict: 'invalid' } });
    expect(await ask()).toBeNull();
  });
});
