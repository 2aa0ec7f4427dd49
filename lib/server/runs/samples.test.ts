import { expect, it } from 'vitest';
import { exchangeSample } from '../../run/sample-snapshots.ts';
import { queueRun, supervised } from '../testing/supervised.ts';
import { getSamples } from './samples.ts';

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

it('knows no samples of a run that is not there', async () => {
  const { ctx } = await supervised();
  await expect(getSamples({ ctx, input: { id: 'none' } })).rejects.toMatchObject({ code: 'not-found' });
});
