import { expect, it } from 'vitest';
import { exchangeSample } from '../../run/sample-snapshots.ts';
import { queueRun, supervised } from '../testing/supervised.ts';
import { getSamples } from './samples.ts';
import { getWindow } from './window.ts';

it('gives the same exchanges while the run goes on and from its record afterwards', async () => {
  const { ctx, engine, audience, runs } = await supervised();
  await runs.start();
  const id = await queueRun(ctx);
  const run = (await engine.next()).begin();
  expect(await getSamples({ ctx, input: { id } })).toEqual({ exchanges: [] });
  run.passWith({
    failures: [{ series: 0, reason: 'status', signature: 'answered 500', count: 9 }],
    samples: [exchangeSample({ atMs: 900 }), exchangeSample({ reason: 'slow', signature: '', atMs: 100 })],
  });
  const live = await getSamples({ ctx, input: { id } });
  expect(live.exchanges.map(({ atMs, reason, name }) => [atMs, reason, name !== ''])).toEqual([
    [100, 'slow', true],
    [900, 'status', true],
  ]);
  run.finish();
  const ended = await audience.finished(id);
  expect(ended.failures).toMatchObject([{ signature: 'answered 500', count: 9 }]);
  expect(await getSamples({ ctx, input: { id } })).toEqual(live);
});

it('gives the exchanges and failures of a stretch, with when they were', async () => {
  const { ctx, engine, audience, runs } = await supervised();
  await runs.start();
  const id = await queueRun(ctx);
  const failing = (atMs: number) => ({
    failures: [{ series: 0, reason: 'status', signature: 'answered 500', count: 2 } as const],
    samples: [exchangeSample({ atMs })],
  });
  const run = (await engine.next()).begin();
  run.passWith(failing(500)).pass(3).passWith(failing(4600)).passWith(failing(5700)).finish();
  await audience.finished(id);
  const query = { from: '4', to: '6' };
  const { exchanges } = await getSamples({ ctx, input: { id, query } });
  expect(exchanges.map(({ atMs }) => atMs)).toEqual([4600, 5700]);
  expect((await getSamples({ ctx, input: { id, query: { ...query, series: '1' } } })).exchanges).toEqual([]);
  const { failures } = await getWindow({ ctx, input: { id, query } });
  expect(failures).toMatchObject([
    { count: 4, firstSeconds: 4, lastSeconds: 5, trend: { secondsPerCount: 1, counts: [2, 2] } },
  ]);
});

it('knows no samples of a run that is not there', async () => {
  const { ctx } = await supervised();
  await expect(getSamples({ ctx, input: { id: 'none' } })).rejects.toMatchObject({ code: 'not-found' });
});
