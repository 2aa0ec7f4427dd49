import { expect, it, vi } from 'vitest';
import { queueRun, supervised } from '../testing/supervised.ts';
import { getCurves } from './window.ts';

it('finds the failures of a run beforehand for whoever sees its curves', async () => {
  const { ctx, runs, engine, audience } = await supervised();
  await runs.start();
  const id = await queueRun(ctx);
  const run = (await engine.next()).begin().pass(3);
  run.passWith({ failures: [{ series: 0, reason: 'status', signature: 'answered 500', count: 2 }] });
  run.pass(3).finish();
  await audience.finished(id);
  const found = () => ctx.runs.withRecord(id, async ({ index }) => index.failures.get(0));
  expect(await found()).toBeUndefined();
  const { points } = await getCurves({ ctx, input: { id, query: { width: '1' } } });
  expect(points).toHaveLength(7);
  await vi.waitFor(
    async () => expect(await found()).toMatchObject([{ second: 3, failures: [{ count: 2 }] }]),
    { timeout: 20_000 },
  );
});
