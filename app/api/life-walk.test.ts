import { globSync, readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { CapacityDetail } from '@/lib/api/capacity.ts';
import { RunList } from '@/lib/api/contract.ts';
import { LaunchDetail } from '@/lib/api/launches.ts';
import { ASKED_INSTEAD } from '@/lib/api/live.ts';
import { OPERATIONS } from '@/lib/api/operations.ts';
import { RunSet, RunSets } from '@/lib/api/run-sets.ts';
import { unreadScriptPlan } from '@/lib/script/script-plan.ts';
import type { ServerContext } from '@/lib/server/context.ts';
import type { FakeEngine } from '@/lib/server/testing/fake-engine.ts';
import { smallPlan } from '@/lib/server/testing/plans.ts';
import { supervised } from '@/lib/server/testing/supervised.ts';
import { createToken } from '@/lib/server/tokens/create.ts';
import { DescribedApi, operationOf } from './testing/ask-api.ts';
import { serveRoutes } from './testing/serve-routes.ts';

vi.setConfig({ testTimeout: 300_000 });

/** The whole API on a port, with an engine of which the test is the clock, and a target whose probes see one number. */
async function served() {
  const all = await supervised();
  const { ctx, runs, engine, audience } = all;
  const inspect: ServerContext['scripts']['inspect'] = async () => ({
    ...{ inspection: { ok: false, problems: [{ file: 'a.js', line: 1, message: 'x' }] }, said: [] },
  });
  const look: ServerContext['probes']['look'] = async (_environment, { name }) => ({
    ok: true,
    found: [
      {
        series: {
          ...{ key: name, label: 'CPU', chart: 'CPU', unit: 'cores', role: 'host-cpu', of: '' },
          together: 'mean',
        },
        value: 42,
      },
    ],
    notes: [],
  });
  await runs.start();
  const url = await serveRoutes({ ...ctx, scripts: { inspect }, probes: { ...ctx.probes, look } });
  const { token } = await createToken({ ctx, input: { name: 'Contract', scope: 'admin' } });
  return { api: new DescribedApi(url, token), ctx, engine, audience };
}

type Served = Awaited<ReturnType<typeof served>>;

/** The next run, for forty seconds with requests of which no two seconds are alike. */
async function measure(engine: FakeEngine, median: number): Promise<void> {
  const run = (await engine.next()).begin();
  for (let second = 0; second < 40; second++) {
    const wander = 1 + 0.05 * Math.sin(second * 1.7) ** 3;
    run.pass(
      1,
      Array.from({ length: 20 }, (_, at) => ({ responseMs: median * wander * (1 + 0.03 * at) })),
    );
  }
  run.finish();
}

const PLACE = { name: 'Staging', baseUrl: 'http://127.0.0.1:9', maxVUs: 5000, secrets: { key: 'hush' } };
const PROBES = [{ name: 'Machine', type: 'host' }];

async function environments({ api }: Served): Promise<string> {
  const made = await api.does('post', '/api/environments', { body: { ...PLACE, probes: PROBES } });
  const ids = { id: made.id };
  const changed = await api.does('put', '/api/environments/{id}', {
    ids,
    body: { ...PLACE, name: 'Stage', secrets: { key: null } },
  });
  expect(changed.answer).toMatchObject({ name: 'Stage', secretNames: [] });
  const read = await api.does('get', '/api/environments/{id}', { ids });
  expect(read.answer).toEqual(changed.answer);
  const { answer: list } = await api.does('get', '/api/environments');
  expect(list).toEqual([changed.answer]);
  expect(JSON.stringify([made.answer, changed.answer])).not.toContain('hush');
  const looked = await api.does('post', '/api/probes/test', {
    body: { environment: { ...PLACE, probes: PROBES }, environmentId: made.id, probe: 0 },
  });
  expect(looked.answer).toMatchObject({ ok: true, found: [{ value: 42 }] });
  return made.id;
}

async function plans({ api }: Served): Promise<string> {
  const thresholds = [{ metric: 'http_req_duration', rule: 'p(95)<510' }];
  const made = await api.does('post', '/api/plans', { body: { document: smallPlan({ thresholds }) } });
  const ids = { id: made.id };
  const scenarios = smallPlan().scenarios.map((scenario) => ({
    ...scenario,
    executor: { type: 'constant-vus' as const, vus: 2, duration: '40s' },
  }));
  const other = smallPlan({ name: 'Other', warmUp: 'none', thresholds, scenarios });
  const saved = await api.does('post', '/api/plans/{id}/versions', {
    ids,
    body: { text: JSON.stringify(other) },
  });
  expect(saved.answer).toMatchObject({ versionNumber: 2 });
  const read = await api.does('get', '/api/plans/{id}', { ids });
  expect(read.answer).toMatchObject({ name: 'Other', version: { number: 2 } });
  const file = await api.does('get', '/api/plans/{id}/file', { ids });
  expect(new TextDecoder().decode(file.bytes)).toContain('name: Other');
  const copy = await api.does('post', '/api/plans/{id}/duplicate', { ids });
  const code = 'export default function () {}';
  const files = { 'a.js': { text: code } };
  const script = await api.does('post', '/api/plans', {
    body: { document: unreadScriptPlan('Script', 'a.js', files) },
  });
  const written = await api.does('get', '/api/plans/{id}/script', { ids: { id: script.id } });
  expect(new TextDecoder().decode(written.bytes)).toBe(code);
  await api.does('post', '/api/scripts/inspect', { body: { entry: 'a.js', files, variables: {} } });
  const { answer: list } = await api.does('get', '/api/plans');
  expect(list).toHaveLength(3);
  for (const { id } of [copy, script]) await api.does('delete', '/api/plans/{id}', { ids: { id } });
  return made.id;
}

type Ids = { planId: string; environmentId: string };

async function oneRun({ api, engine, audience }: Served, where: Ids): Promise<void> {
  const run = await api.does('post', '/api/runs', { body: { ...where, release: '2.0' } });
  const ids = { id: run.id };
  const going = (await engine.next()).begin().pass(2);
  await audience.when(({ id, elapsedSeconds }) => id === run.id && elapsedSeconds === 2);
  await api.does('post', '/api/runs/{id}/steer', { ids, body: { kind: 'pause' } });
  const note = await api.does('post', '/api/runs/{id}/events', { ids, body: { text: 'Cache emptied' } });
  const { answer: noted } = await api.does('get', '/api/runs/{id}/events', { ids });
  expect(noted).toMatchObject({ events: expect.arrayContaining([expect.objectContaining({ id: note.id })]) });
  await api.does('delete', '/api/runs/{id}/events/{eventId}', { ids: { ...ids, eventId: note.id } });
  const { answer: watched } = await api.does('get', '/api/runs/{id}/watchers', { ids });
  expect(watched).toEqual({ watchers: [] });
  await api.does('post', '/api/runs/{id}/stop', { ids });
  going.finish();
  await audience.finished(run.id);

  const pinned = await api.does('patch', '/api/runs/{id}', { ids, body: { pinned: true, note: 'n' } });
  expect(pinned.answer).toMatchObject({ pinned: true, note: 'n', release: '2.0' });
  const { answer: shown } = await api.does('get', '/api/runs/{id}', { ids });
  expect(shown).toMatchObject({ run: { pinned: true, verdict: 'aborted' }, view: { status: 'finished' } });
  for (const what of [
    ...['summary', 'samples', 'window', 'curves', 'heatmap', 'spectrum', 'load-levels', 'findings', 'probes'],
    'report',
  ])
    await api.does('get', `/api/runs/{id}/${what}`, { ids });
  const applied = await api.does('post', '/api/runs/{id}/plan', { ids });
  await api.does('delete', '/api/plans/{id}', { ids: { id: applied.id } });

  const replayed = api.does('post', '/api/runs/{id}/replay', {
    ids,
    body: { scenario: 'Browse', name: 'Home', vu: 2, iteration: 7 },
  });
  const once = (await engine.next()).begin().pass(1);
  expect(once.request.once).toMatchObject({ vu: 2, iteration: 7 });
  once.finish();
  expect((await replayed).answer).toMatchObject({ succeeded: true });

  const { bytes } = await api.does('get', '/api/runs/{id}/record', { ids });
  const taken = await api.does('post', '/api/runs/import', { body: bytes });
  expect(taken.answer).toMatchObject({ release: '2.0', verdict: 'aborted' });
  for (const { id } of [run, taken]) await api.does('delete', '/api/runs/{id}', { ids: { id } });
  await expect(api.does('get', '/api/runs/{id}', { ids })).rejects.toThrow('404 instead of 200');
  await expect(api.does('delete', '/api/runs/{id}', { ids })).rejects.toThrow('404 instead of 204');
}

async function twoReleases({ api, engine, audience }: Served, { planId, environmentId }: Ids) {
  const { id, answer } = await api.does('post', '/api/run-sets', {
    body: {
      ...{ planId, runs: 2 },
      ...{ a: { environmentId, release: '1.0' }, b: { environmentId, release: '1.1' } },
    },
  });
  const [baseline = '', candidate = ''] = RunSet.parse(answer).runs.map(({ run }) => run.id);
  for (const [run, median] of [
    [baseline, 40],
    [candidate, 60],
  ] as const) {
    await measure(engine, median);
    await audience.finished(run);
  }
  const { answer: state } = await api.does('get', '/api/run-sets/{id}', { ids: { id } });
  expect(state).toMatchObject({ state: 'done' });
  const { answer: sets } = await api.does('get', '/api/run-sets', { query: { planId } });
  expect(sets).toMatchObject({ sets: [{ id }] });
  await api.does('get', '/api/run-sets/{id}/estimates', { ids: { id } });

  const ofPlan = { ids: { id: planId, environmentId } };
  await api.does('put', '/api/plans/{id}/baselines/{environmentId}', {
    ...ofPlan,
    body: { runId: baseline },
  });
  const { answer: pinned } = await api.does('get', '/api/plans/{id}/baselines', ofPlan);
  expect(pinned).toMatchObject({ baselines: [{ environmentId, run: { id: baseline } }] });
  const { answer: trends } = await api.does('get', '/api/trends', { query: { planId, environmentId } });
  expect(trends).toMatchObject({ baselineId: baseline });
  await api.does('delete', '/api/plans/{id}/baselines/{environmentId}', ofPlan);
  await api.does('get', '/api/plans/{id}/detectable', { ...ofPlan, query: { environmentId } });

  const query = { baseline, candidate };
  await api.does('get', '/api/compare', { query });
  await api.does('get', '/api/compare/estimates', { query });
  await api.does('get', '/api/compare/findings', { query });
  await api.does('get', '/api/compare/environments', { query });
  const gated = { query: { ...query, failOn: 'worse:p50:10' } };
  const { answer: gate } = await api.does('get', '/api/compare/gate', gated);
  expect(gate).toMatchObject({ passed: false });
  const page = await api.does('get', '/api/compare/report', gated);
  expect(new TextDecoder().decode(page.bytes)).toContain('It may not ship');
  const { answer: list } = await api.does('get', '/api/runs', { query: { planId } });
  expect(RunList.parse(list).runs.map((run) => run.id)).toEqual([candidate, baseline]);

  await api.does('get', '/api/plans/{id}/retention/due', { ...ofPlan, query: { keepRuns: '1' } });
  const rule = { keepRuns: 100, keepDays: null };
  await api.does('put', '/api/plans/{id}/retention', { ...ofPlan, body: rule });
  const { answer: kept } = await api.does('get', '/api/plans/{id}/retention', ofPlan);
  expect(kept).toMatchObject(rule);
}

/** All of a set once more, stopped at once. */
async function setAgain({ api, engine, audience }: Served, planId: string): Promise<void> {
  const { answer: sets } = await api.does('get', '/api/run-sets', { query: { planId } });
  const [set = expect.fail('There is no set')] = RunSets.parse(sets).sets;
  const again = await api.does('post', '/api/run-sets/{id}/again', {
    ...{ ids: { id: set.id }, body: { what: 'all' } },
  });
  const [first, other] = RunSet.parse(again.answer).runs.map(({ run }) => run.id);
  (await engine.next()).begin().pass(1);
  await api.does('post', '/api/runs/stop-all');
  for (const id of [first ?? '', other ?? '']) {
    await expect
      .poll(async () => (await api.does('get', '/api/runs/{id}', { ids: { id } })).answer)
      .toMatchObject({ run: { status: 'finished' } });
    await api.does('delete', '/api/runs/{id}', { ids: { id } });
  }
  await audience.finished(first ?? '');
}

async function searchesAndLaunches({ api, engine, audience }: Served, where: Ids): Promise<void> {
  const { answer } = await api.does('post', '/api/capacity', {
    body: { ...where, settings: { startLoad: 5 } },
  });
  const { run } = CapacityDetail.pick({ run: true }).parse(answer);
  const going = (await engine.next()).begin().pass(2);
  await audience.when(({ id, elapsedSeconds }) => id === run.id && elapsedSeconds === 2);
  await api.does('post', '/api/runs/{id}/stop', { ids: { id: run.id } });
  going.finish();
  await audience.finished(run.id);
  const { answer: search } = await api.does('get', '/api/capacity/{id}', { ids: { id: run.id } });
  expect(search).toMatchObject({ run: { status: 'finished' }, answer: { end: 'stopped' } });
  const capacity = await api.does('get', '/api/capacity/{id}/report', { ids: { id: run.id } });
  expect(new TextDecoder().decode(capacity.bytes)).toContain('Capacity: not known. The search was ended');
  const { answer: searches } = await api.does('get', '/api/capacity', { query: { planId: where.planId } });
  expect(searches).toMatchObject({ searches: [{ run: { id: run.id } }] });

  const settings = { peak: { by: 'load', load: 5 } };
  const launch = await api.does('post', '/api/launches', { body: { ...where, settings } });
  const first = (await engine.next()).begin().pass(1);
  const { answer: stopped } = await api.does('post', '/api/runs/stop-all');
  first.finish();
  const { levels } = LaunchDetail.parse(launch.answer);
  expect(stopped).toEqual({ stopped: levels.length });
  for (const level of levels.slice(0, 1)) await audience.finished(level.run.id);
  const ids = { id: launch.id };
  const { answer: told } = await api.does('get', '/api/launches/{id}', { ids });
  expect(told).toMatchObject({ readiness: 'incomplete', peak: 5 });
  const { answer: launches } = await api.does('get', '/api/launches', { query: { planId: where.planId } });
  expect(launches).toMatchObject({ launches: [{ id: launch.id }] });
  await api.does('get', '/api/launches/{id}/report', { ids });
  for (const level of levels) await api.does('delete', '/api/runs/{id}', { ids: { id: level.run.id } });
}

it('does everything that it says, from the first plan to the last token', async () => {
  const all = await served();
  const { api, ctx } = all;
  for (const path of ['health', 'openapi.json', 'access']) await api.does('get', `/api/${path}`);
  const environmentId = await environments(all);
  const planId = await plans(all);
  await oneRun(all, { planId, environmentId });
  await twoReleases(all, { planId, environmentId });
  await setAgain(all, planId);
  await searchesAndLaunches(all, { planId, environmentId });

  const made = await api.does('post', '/api/tokens', { body: { name: 'CI', scope: 'read' } });
  const { answer: tokens } = await api.does('get', '/api/tokens');
  expect(tokens).toMatchObject([{ name: 'CI', scope: 'read' }, { name: 'Contract' }]);
  await api.does('delete', '/api/tokens/{id}', { ids: { id: made.id } });
  for (const { id } of await ctx.db.run.findMany({ select: { id: true } }))
    await api.does('delete', '/api/runs/{id}', { ids: { id } });
  await api.does('delete', '/api/plans/{id}', { ids: { id: planId } });
  await api.does('delete', '/api/environments/{id}', { ids: { id: environmentId } });
  expect(await ctx.db.plan.count({ where: { id: planId } })).toBe(0);
  expect(await ctx.db.environment.count()).toBe(0);

  // Whoever describes another operation drives it here too.
  expect(api.left).toEqual([]);
});

const root = `${import.meta.dirname}/../..`;
const textsOf = (pattern: string) =>
  globSync(pattern, { cwd: root }).map((file) => ({ file, text: readFileSync(`${root}/${file}`, 'utf8') }));

it('is all that pages have, beside the live path, which tells nothing that it does not', () => {
  const sources = textsOf('{app,components}/**/*.{ts,tsx}').filter(
    ({ file }) => !/\.test\.|testing/.test(file),
  );
  expect(sources.length).toBeGreaterThan(300);
  for (const { file, text } of sources) {
    expect(text, file).not.toMatch(/['"]use server['"]/);
    // Pages read nothing by themselves: what they show they ask the API for.
    if (!file.startsWith('app/api/')) expect(text, file).not.toContain('lib/server');
    for (const [, path = ''] of text.matchAll(/[`'"](\/api\/[^`'"?]*)/g)) {
      // Addresses of targets that forms give as examples.
      if (path.startsWith('/api/v1/')) continue;
      const asked = path.replaceAll(/\$\{[^}]*\}/g, '[^/]+').replace(/\/$/, '');
      const isDescribed = OPERATIONS.some((one) => new RegExp(`^${asked}(/|$)`).test(one.path));
      expect([file, path, isDescribed]).toEqual([file, path, true]);
    }
  }
  for (const named of Object.values(ASKED_INSTEAD)) {
    const [method = '', path = ''] = named?.split(' ') ?? [];
    if (named !== null) expect(operationOf(method, path), named).toBeDefined();
  }
});
