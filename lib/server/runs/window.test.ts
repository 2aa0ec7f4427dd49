import { describe, expect, it } from 'vitest';
import { queueRun, supervised } from '../testing/supervised.ts';
import { getRun } from './get.ts';
import { getSummary } from './summary.ts';
import { getCurves, getHeatmap, getWindow } from './window.ts';

async function endedRun(seconds: number) {
  const all = await supervised();
  await all.runs.start();
  const id = await queueRun(all.ctx, {
    plan: { thresholds: [{ metric: 'http_req_duration', rule: 'p(95)<50' }] },
  });
  (await all.engine.next()).begin().pass(seconds).finish();
  await all.audience.finished(id);
  return { ...all, id };
}

const ask = (id: string, query: Record<string, string> = {}) => ({ id, query });

describe('a window of a run', () => {
  it('over the whole run has the figures of its summary', async () => {
    const { ctx, id } = await endedRun(75);
    const summary = await getSummary({ ctx, input: { id } });
    const window = await getWindow({ ctx, input: ask(id) });
    expect(window).toMatchObject({ from: 0, to: 75, checks: summary.checks });
    // How a request went over time is the whole run's, and not part of its figures.
    expect(window.requests).toEqual(summary.requests.map(({ trend, ...figures }) => figures));
    expect(window.totals).toEqual(summary.totals);
    expect(window.thresholds).toEqual(summary.thresholds);
  });

  it('can be had while the run goes on, across what is sealed and what is not', async () => {
    const { ctx, runs, engine, audience } = await supervised();
    await runs.start();
    const id = await queueRun(ctx);
    const run = (await engine.next()).begin().pass(70);
    await audience.when(({ elapsedSeconds }) => elapsedSeconds === 70);
    await expect
      .poll(() => ctx.runs.withRecord(id, async (reader) => reader.seconds), { timeout: 20_000 })
      .toBe(70);
    expect((await getWindow({ ctx, input: ask(id, { from: '55', to: '65' }) })).totals.requests).toBe(10);
    const { points } = await getCurves({ ctx, input: ask(id, { from: '50', width: '10' }) });
    expect(points.map(({ second, seconds, requests }) => [second, seconds, requests])).toEqual([
      [50, 10, 10],
      [60, 10, 10],
    ]);
    run.finish();
    await audience.finished(id);
  });

  it('says what cannot be asked', async () => {
    const { ctx, id } = await endedRun(3);
    await expect(getWindow({ ctx, input: ask(id, { from: '3' }) })).rejects.toThrow(
      '3 is not before the end',
    );
    await expect(getCurves({ ctx, input: ask(id, { width: '0' }) })).rejects.toThrow('width');
    await expect(getCurves({ ctx, input: ask(id, { series: 'a' }) })).rejects.toThrow('indexes');
    await expect(getWindow({ ctx, input: ask('none') })).rejects.toThrow('no run');
  });

  it('has as many requests in its heatmap as there were', async () => {
    const { ctx, id } = await endedRun(5);
    const { columns } = await getHeatmap({ ctx, input: ask(id) });
    expect(columns.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0))).toEqual([
      1, 1, 1, 1, 1,
    ]);
  });
});

describe('the page of an ended run', () => {
  it('shows from its summary and its record what it showed live', async () => {
    const { ctx, id, audience } = await endedRun(75);
    const live = await audience.finished(id);
    const { view } = await getRun({ ctx, input: { id } });
    expect(view.points).toHaveLength(75);
    expect({ ...view, points: [] }).toEqual({ ...live, points: [] });
  });
});
