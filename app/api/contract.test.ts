import { globSync, readFileSync } from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { ApiError } from '@/lib/api/contract.ts';
import { openApiDocument } from '@/lib/api/openapi.ts';
import { OPERATIONS } from '@/lib/api/operations.ts';
import { covers } from '@/lib/api/scopes.ts';
import { TOKEN_SCOPES, TokenScope } from '@/lib/api/tokens.ts';
import { RUN_FILE_TYPE } from '@/lib/record/run-file.ts';
import { randomFrom } from '@/lib/record/testing/random-snapshots.ts';
import { publishContext } from '@/lib/server/bus.ts';
import { startSearch } from '@/lib/server/capacity/start.ts';
import type { ServerContext } from '@/lib/server/context.ts';
import { createEnvironment } from '@/lib/server/environments/create.ts';
import { startLaunch } from '@/lib/server/launches/start.ts';
import { smallPlan } from '@/lib/server/testing/plans.ts';
import { queueRun, supervised } from '@/lib/server/testing/supervised.ts';
import { createToken } from '@/lib/server/tokens/create.ts';
import { BodySampler } from './testing/sample-body.ts';
import { serveRoutes } from './testing/serve-routes.ts';

const folder = import.meta.dirname;

// Some hundred requests each; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 180_000 });

it('describes every route that there is, and no other', () => {
  const routes = globSync('**/route.ts', { cwd: folder })
    .filter((file) => !file.includes('[...path]'))
    .flatMap((file) => {
      const path = `/api/${file.replace(/\/?route\.ts$/, '')}`.replaceAll('[', '{').replaceAll(']', '}');
      const text = readFileSync(`${folder}/${file}`, 'utf8');
      return [...text.matchAll(/export const (GET|POST|PUT|PATCH|DELETE)\b/g)].map(
        ([, method = '']) => `${method.toLowerCase()} ${path}`,
      );
    });
  expect(OPERATIONS.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(routes.toSorted());
});

it('refers to nothing that is not in it', () => {
  const document = openApiDocument('1.2.3');
  const ids = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map(
      (operation) => z.object({ operationId: z.string() }).parse(operation).operationId,
    ),
  );
  expect(new Set(ids).size).toBe(ids.length);
  const text = JSON.stringify(document);
  const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path);
  expect(references.length).toBeGreaterThan(50);
  for (const reference of new Set(references)) {
    let at: unknown = document;
    for (const key of reference.split('/')) {
      const name = decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~');
      at = z.record(z.string(), z.unknown()).parse(at)[name];
    }
    expect(at, reference).toBeDefined();
  }
});

type Route = Record<
  string,
  (request: Request, more: { params: Promise<Record<string, string>> }) => Promise<Response>
>;

it('answers whatever can be asked as it says', async () => {
  const { ctx, runs, engine, audience } = await supervised();
  await runs.start();
  const ids: string[] = [];
  for (const release of ['1.0', '1.1']) {
    const id = await queueRun(ctx, { release });
    (await engine.next()).begin().pass(3).finish();
    await audience.finished(id);
    ids.push(id);
  }
  const [baseline = '', candidate = ''] = ids;
  const environment = await createEnvironment({ ctx, input: { name: 'E', baseUrl: 'http://127.0.0.1:9' } });
  const { planId } = await ctx.db.run.findUniqueOrThrow({ where: { id: baseline } });
  const set = await ctx.db.runSet.create({ data: { planId, kind: 'ab' } });
  for (const [at, id] of ids.entries())
    await ctx.db.run.update({
      where: { id },
      data: { setId: set.id, setPosition: at + 1, setSide: at === 0 ? 'A' : 'B' },
    });
  publishContext(ctx);
  onTestFinished(() => publishContext(undefined));
  const { run: search } = await startSearch({ ctx, input: { planId, environmentId: environment.id } });
  const launch = await startLaunch({
    ctx,
    input: { planId, environmentId: environment.id, settings: { peak: { by: 'load', load: 5 } } },
  });
  const idsOf: Record<string, string> = {
    plans: planId,
    environments: environment.id,
    runs: candidate,
    'run-sets': set.id,
    capacity: search.id,
    launches: launch.id,
  };
  const query = new URLSearchParams({ baseline, candidate, planId, environmentId: environment.id });
  for (const { method, path, answer, query: asked } of OPERATIONS) {
    if (method !== 'get') continue;
    const [, , kind = ''] = path.split('/');
    const route: Route = await import(
      `${folder}${path.slice('/api'.length).replaceAll('{', '[').replaceAll('}', ']')}/route.ts`
    );
    const request = new Request(
      `http://127.0.0.1${path}${asked && /compare|detectable|trends/.test(path) ? `?${query}` : ''}`,
    );
    const response = await route.GET?.(request, { params: Promise.resolve({ id: idsOf[kind] ?? '' }) });
    // The plan is none of a script, and says so.
    const isRefused = path.endsWith('/script');
    expect([path, response?.status]).toEqual([path, isRefused ? 409 : 200]);
    if (isRefused) continue;
    if (typeof answer === 'string') {
      expect(response?.headers.get('content-type'), path).toContain(answer);
      await response?.body?.cancel();
    } else {
      const read = answer?.safeParse(await response?.json());
      expect([path, read?.error?.issues]).toEqual([path, undefined]);
    }
  }
});

/** Two ended runs, an environment, and the whole API on a port. */
async function served() {
  const { ctx, runs, engine, audience } = await supervised();
  const inspect: ServerContext['scripts']['inspect'] = async () => ({
    ...{ inspection: { ok: false, problems: [{ file: 'a.js', line: 1, message: 'x' }] }, said: [] },
  });
  const all = { ...ctx, scripts: { inspect } };
  await runs.start();
  const id = await queueRun(ctx, { release: '1.0' });
  (await engine.next()).begin().pass(3).finish();
  await audience.finished(id);
  const { planId } = await ctx.db.run.findUniqueOrThrow({ where: { id } });
  const url = await serveRoutes(all);
  const { token } = await createToken({ ctx, input: { name: 'Contract', scope: 'admin' } });
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const isBytes = body instanceof Uint8Array;
    const response = await fetch(url + path, {
      method: method.toUpperCase(),
      headers: {
        ...{ authorization: `Bearer ${token}`, ...headers },
        ...(body === undefined ? {} : { 'content-type': isBytes ? RUN_FILE_TYPE : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const isJson = response.headers.get('content-type')?.includes('json');
    const answer: unknown = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : undefined;
    return { status: response.status, answer, bytes };
  };
  return { ctx, ask, url, engine, audience, runId: id, planId };
}

const operationOf = (method: string, path: string) =>
  OPERATIONS.find((one) => one.method === method && one.path === path);

it('does what it says, from the first plan to the last token', async () => {
  const { ctx, ask, engine, audience } = await served();
  const asked = new Set<string>();
  const Id = z.object({ id: z.string() });
  /** Asks what the document has under `template`, and wants the status and the form that it promises. */
  const does = async (
    method: string,
    template: string,
    ids: { id?: string; eventId?: string } = {},
    body?: unknown,
  ) => {
    const operation = operationOf(method, template);
    if (!operation) throw new Error(`${method} ${template} is not described`);
    asked.add(`${method} ${template}`);
    const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent((name === 'id' ? ids.id : ids.eventId) ?? ''),
    );
    const { status, answer, bytes } = await ask(method, path, body);
    const wanted = operation.status ?? (operation.answer ? 200 : 204);
    expect([template, status, answer]).toEqual([template, wanted, answer]);
    if (operation.answer && typeof operation.answer !== 'string')
      expect([template, operation.answer.safeParse(answer).error?.issues]).toEqual([template, undefined]);
    return { id: Id.safeParse(answer).data?.id ?? '', answer, bytes };
  };

  const place = { name: 'Staging', baseUrl: 'http://127.0.0.1:9', variables: {}, secrets: { key: 'hush' } };
  const environment = await does('post', '/api/environments', {}, place);
  const changed = await does('put', '/api/environments/{id}', environment, {
    ...place,
    secrets: { key: null },
  });
  expect(changed.answer).toMatchObject({ secretNames: [] });
  expect(JSON.stringify([environment, changed])).not.toContain('hush');
  await does('post', '/api/probes/test', {}, { environment: { ...place, probes: [] }, probe: 0 }).catch(
    () => {},
  );
  const plan = await does('post', '/api/plans', {}, { document: smallPlan() });
  await does('post', '/api/plans/{id}/versions', plan, {
    text: JSON.stringify(smallPlan({ name: 'Other' })),
  });
  const copy = await does('post', '/api/plans/{id}/duplicate', plan);
  await does('put', '/api/plans/{id}/retention', plan, { keepRuns: 100, keepDays: null });
  await does(
    'post',
    '/api/scripts/inspect',
    {},
    { entry: 'a.js', files: { 'a.js': { text: '' } }, variables: {} },
  );

  const ids = { planId: plan.id, environmentId: environment.id };
  const run = await does('post', '/api/runs', {}, { ...ids, release: '2.0' });
  const going = (await engine.next()).begin().pass(2);
  await audience.when(({ id, elapsedSeconds }) => id === run.id && elapsedSeconds === 2);
  await does('post', '/api/runs/{id}/steer', run, { kind: 'pause' });
  const note = await does('post', '/api/runs/{id}/events', run, { text: 'Cache emptied' });
  await does('post', '/api/runs/{id}/stop', run);
  going.finish();
  await audience.finished(run.id);
  await does('delete', '/api/runs/{id}/events/{eventId}', { ...run, eventId: note.id });
  expect((await does('patch', '/api/runs/{id}', run, { pinned: true, note: 'n' })).answer).toMatchObject({
    ...{ pinned: true, note: 'n', release: '2.0' },
  });
  const applied = await does('post', '/api/runs/{id}/plan', run);
  const { bytes } = await does('get', '/api/runs/{id}/record', run);
  const taken = await does('post', '/api/runs/import', {}, bytes);
  expect(taken.answer).toMatchObject({ release: '2.0', verdict: 'aborted' });
  await does('post', '/api/runs/stop-all');

  for (const one of [run, taken]) await does('delete', '/api/runs/{id}', one);
  expect((await ask('get', `/api/runs/${run.id}`)).status).toBe(404);
  expect((await ask('delete', `/api/runs/${run.id}`)).status).toBe(404);
  for (const one of [plan, copy, applied]) await does('delete', '/api/plans/{id}', one);
  await does('delete', '/api/environments/{id}', environment);
  const made = await does('post', '/api/tokens', {}, { name: 'CI', scope: 'read' });
  await does('delete', '/api/tokens/{id}', made);
  expect(await ctx.db.plan.count({ where: { id: plan.id } })).toBe(0);

  // Tried where they are made: these want two releases, a failure that was kept, or a search that goes on.
  const elsewhere = /run-sets|replay|probes|baseline|capacit|launch|finding/;
  const changing = OPERATIONS.filter(({ method, path }) => method !== 'get' && !elsewhere.test(path));
  expect(changing.map(({ method, path }) => `${method} ${path}`).filter((one) => !asked.has(one))).toEqual(
    [],
  );
});

it('lets a token do what the document says of its scope, and no more', async () => {
  const { ctx, ask, url } = await served();
  const { paths } = z
    .object({
      paths: z.record(z.string(), z.record(z.string(), z.object({ security: z.array(z.unknown()) }))),
    })
    .parse(await (await fetch(`${url}/api/openapi.json`)).json());
  const tokens = await Promise.all(
    TOKEN_SCOPES.map((scope) => createToken({ ctx, input: { name: scope, scope } })),
  );
  for (const [path, operations] of Object.entries(paths))
    for (const [method, { security }] of Object.entries(operations)) {
      const {
        token: [needed],
      } = z.object({ token: z.tuple([TokenScope]) }).parse(security[0]);
      for (const { scope, token } of tokens) {
        const mayNot = !covers(scope, needed);
        // What may be done is asked without a body and of nothing that is there.
        if (!mayNot && (method === 'get' || path.endsWith('stop-all'))) continue;
        const there = path.replaceAll(/\{\w+\}/g, 'nothing');
        const { status } = await ask(method, there, undefined, { authorization: `Bearer ${token}` });
        expect([scope, method, path, status === 403]).toEqual([scope, method, path, mayNot]);
      }
    }
});

it('takes bodies that its schemas allow, or says what is wrong with them', async () => {
  const { ask, url, runId, planId } = await served();
  const document: unknown = await (await fetch(`${url}/api/openapi.json`)).json();
  const sampler = new BodySampler(document, randomFrom(7));
  const Described = z.object({
    paths: z.record(
      z.string(),
      z.record(
        z.string(),
        z.object({
          requestBody: z
            .object({
              content: z.record(z.string(), z.object({ schema: z.object({ $ref: z.string() }).optional() })),
            })
            .optional(),
        }),
      ),
    ),
  });
  const taken = new Map<string, number>();
  for (const [path, operations] of Object.entries(Described.parse(document).paths))
    for (const [method, { requestBody }] of Object.entries(operations)) {
      const schema = requestBody?.content['application/json']?.schema;
      if (!schema) continue;
      const there = path
        .replace('plans/{id}', `plans/${planId}`)
        .replace('runs/{id}', `runs/${runId}`)
        .replaceAll(/\{\w+\}/g, 'nothing');
      for (let at = 0; at < 12; at++) {
        const body = sampler.sample(schema);
        const { status, answer } = await ask(method, there, body);
        const said = JSON.stringify({ method, path, body, status, answer });
        if (status < 300) {
          taken.set(`${method} ${path}`, (taken.get(`${method} ${path}`) ?? 0) + 1);
          const form = operationOf(method, path)?.answer;
          if (form && typeof form !== 'string') expect(form.safeParse(answer).success, said).toBe(true);
        } else {
          expect([400, 404, 409], said).toContain(status);
          expect(ApiError.safeParse(answer).success, said).toBe(true);
        }
        const wrong = await ask(method, there, {
          ...z.record(z.string(), z.unknown()).catch({}).parse(body),
          ' ': 1,
        });
        expect([400, 404, 409], said).toContain(wrong.status);
      }
    }
  for (const simple of [
    'post /api/tokens',
    'patch /api/runs/{id}',
    'put /api/plans/{id}/retention',
    'post /api/runs/{id}/events',
  ])
    expect([simple, taken.get(simple)]).toEqual([simple, expect.any(Number)]);
});
