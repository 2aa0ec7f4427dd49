import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Plan } from '../../plan/plan.ts';
import { RandomSnapshots } from '../../record/testing/random-snapshots.ts';
import type { EngineEvent } from '../../run/engine.ts';
import { initialState, reduce } from '../../run/run-state.ts';
import { eventually } from '../testing/eventually.ts';
import { smallPlan } from '../testing/plans.ts';
import { RunRecords } from './run-records.ts';

const SECONDS = 100;

it('lets who reads while a run ends read to the end', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rehearsal-records-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const records = new RunRecords(folder);
  const output = records.writer('run');
  let state = initialState(Plan.parse(smallPlan()), { maxRequestsPerSecond: 1000 });
  const happens = async (event: EngineEvent) => {
    state = reduce(state, event);
    await output.onEvent(event, state);
  };
  await happens({ type: 'started', startedAt: 0, workers: 1 });
  const snapshots = new RandomSnapshots(1, { series: 1, requestsPerSecond: 5 });
  for (let second = 0; second < SECONDS; second++)
    await happens({ type: 'snapshot', snapshot: snapshots.second(second) });

  const order: string[] = [];
  const { promise: hasEnded, resolve: goOn } = Promise.withResolvers<void>();
  const reading = records.withReader('run', async (reader) => {
    await hasEnded;
    const { series } = await reader.window({ from: 0, to: SECONDS });
    order.push('read');
    return series.length;
  });
  const closing = Promise.resolve(output.close()).then(() => order.push('closed'));
  // Nobody writes it any more.
  await eventually(() => records.withReader('run', async ({ index }) => index.sealedSeconds)).toBe(SECONDS);
  goOn();
  expect(await reading).toBe(1);
  await closing;
  expect(order).toEqual(['read', 'closed']);
});
