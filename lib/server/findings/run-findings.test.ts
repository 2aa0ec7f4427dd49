import { expect, it, vi } from 'vitest';
import { NOTHING_LOOKED_AT } from '../../findings/run-findings.ts';
import { queueRun, supervised } from '../testing/supervised.ts';
import { getRunFindings } from './run-findings.ts';

/** The writer of a record has its own pace. */
const PATIENCE = { timeout: 20_000 };

it('looks at a run that goes on every ten seconds, once for all who ask, and at all of it when it is over', async () => {
  const { ctx, runs, engine, audience } = await supervised();
  await runs.start();
  const id = await queueRun(ctx);
  const recorded = (seconds: number) =>
    vi.waitFor(
      async () => expect(await ctx.runs.withRecord(id, async (one) => one.seconds)).toBe(seconds),
      PATIENCE,
    );
  const ask = () => getRunFindings({ ctx, input: { id } });
  expect(await ask()).toBe(NOTHING_LOOKED_AT);
  const run = (await engine.next()).begin().pass(9);
  await recorded(9);
  expect(await ask()).toBe(NOTHING_LOOKED_AT);
  run.pass(3);
  await recorded(12);
  const atTen = await ask();
  expect(atTen.looked.requestsPerSecond).toBe(1);
  run.pass(5, [{ responseMs: 10 }, { responseMs: 20 }]);
  await recorded(17);
  expect(await ask()).toBe(atTen);
  run.pass(4, [{ responseMs: 10 }, { responseMs: 20 }]);
  await recorded(21);
  const atTwenty = await ask();
  expect(atTwenty).not.toBe(atTen);
  expect(atTwenty.looked.requestsPerSecond).toBe(2);
  run.pass(1, Array(5).fill({ responseMs: 10 })).finish();
  await audience.finished(id);
  expect((await ask()).looked.requestsPerSecond).toBe(5);
  expect(await ask()).toBe(await ask());
});
