import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { expect, it } from 'vitest';
import type { ProbeLine } from '../../probe/probe-record.ts';
import type { WatchProbes } from '../../probe/probe-watch.ts';
import type { ProbeSeries } from '../../probe/series.ts';
import { initialState } from '../../run/run-state.ts';
import { createEnvironment } from '../environments/create.ts';
import { deleteRun } from '../runs/delete.ts';
import { exportRun } from '../runs/export.ts';
import { importRun } from '../runs/import.ts';
import { testContext } from '../testing/context.ts';
import { queueRun, supervised } from '../testing/supervised.ts';
import { ProbeRecords } from './probe-records.ts';
import { getRunProbes } from './run-probes.ts';
import { tryProbe } from './try-probe.ts';

const series: ProbeSeries = {
  ...{ key: 'k', label: 'busy', chart: 'CPU', of: '', together: 'mean' },
  unit: 'cores',
  role: 'process-cpu',
};

/** A watch whose lines the test gives. */
function scripted() {
  let tell: (line: ProbeLine) => void = () => {};
  let stopped = 0;
  const begun = Promise.withResolvers<void>();
  const watch: WatchProbes = (_place, onLine) => {
    tell = onLine;
    begun.resolve();
    return { stop: async () => void stopped++ };
  };
  return { watch, begun: begun.promise, tell: (line: ProbeLine) => tell(line), stopped: () => stopped };
}

const probed = { name: 'Probed', baseUrl: 'http://127.0.0.1:9', probes: [{ type: 'host', name: 'machine' }] };

async function probedRun() {
  const probe = scripted();
  const all = await supervised({ watchProbes: probe.watch });
  await all.runs.start();
  const { id: environmentId } = await createEnvironment({ ctx: all.ctx, input: probed });
  const id = await queueRun(all.ctx, { environmentId });
  const run = await all.engine.next();
  run.begin().pass(1);
  await probe.begun;
  probe.tell({ probe: 0, name: 'machine', type: 'host' });
  probe.tell({ probe: 0, id: 0, series });
  probe.tell({ probe: 0, atMs: 500, values: [0, 1.5] });
  return { ...all, probe, id, run };
}

const shown = { name: 'machine', type: 'host', at: [0.5], values: [[1.5]], gaps: [] };

it('is shown while the run goes on and afterwards, travels with it, and goes with it', async () => {
  const { ctx, id, run, probe, audience, recordsDir } = await probedRun();
  const asked = { ctx, input: { id, query: {} } };
  expect((await getRunProbes(asked)).probes).toMatchObject([shown]);
  run.finish();
  await audience.finished(id);
  expect(probe.stopped()).toBeGreaterThan(0);
  expect((await getRunProbes(asked)).probes).toMatchObject([shown]);

  const file = await exportRun({ ctx, input: { id } });
  const body = file.body;
  if (!body) throw new Error('no file');
  const copy = await importRun({ ctx, input: body });
  expect((await getRunProbes({ ctx, input: { id: copy.id, query: {} } })).probes).toMatchObject([shown]);

  await deleteRun({ ctx, input: { id } });
  const fresh = new ProbeRecords(recordsDir, probe.watch, pino({ level: 'silent' }));
  expect(await fresh.of(id)).toEqual([]);
  expect(await fresh.of(copy.id)).toMatchObject([{ name: 'machine', values: [[1.5]] }]);
});

it('survives a server that is killed in the middle of a line, and a disk that takes nothing', async () => {
  const { ctx, id, run, audience, recordsDir, probe } = await probedRun();
  run.finish();
  await audience.finished(id);
  expect(await ctx.probes.records.of(id)).toMatchObject([{ atMs: [500] }]);
  const path = join(recordsDir, `${id}.probes`);
  const before = new ProbeRecords(recordsDir, probe.watch, pino({ level: 'silent' }));
  await writeFile(path, '{"probe":0,"atMs":900,"val', { flag: 'a' });
  expect(await before.of(id)).toMatchObject([{ atMs: [500] }]);

  const nowhere = new ProbeRecords(join(recordsDir, 'missing'), probe.watch, pino({ level: 'silent' }));
  const { environment, plan } = run.request;
  const output = nowhere.output('x', { environment, secrets: {} });
  await output.onEvent({ type: 'started', startedAt: 0, workers: 1 }, initialState(plan, environment));
  probe.tell({ probe: 0, name: 'machine', type: 'host' });
  await output.close();
});

it('is tried with the secrets that are kept and those that are typed', async () => {
  const ctx = await testContext();
  const saved = { ...probed, secrets: { a: 'kept', b: 'old', c: 'gone' } };
  const { id: environmentId } = await createEnvironment({ ctx, input: saved });
  const seen: unknown[] = [];
  const looking = {
    ...ctx,
    probes: {
      ...ctx.probes,
      look: async ({ secrets }: { secrets: Record<string, string> }) => {
        seen.push(secrets);
        return { ok: false as const, problem: 'no' };
      },
    },
  };
  const environment = { ...probed, secrets: { b: 'new', c: null } };
  const input = { environment, environmentId, probe: 0 };
  expect(await tryProbe({ ctx: looking, input })).toEqual({ ok: false, problem: 'no' });
  expect(seen).toEqual([{ a: 'kept', b: 'new' }]);
  await expect(tryProbe({ ctx: looking, input: { ...input, probe: 1 } })).rejects.toMatchObject({
    code: 'invalid',
  });
});
