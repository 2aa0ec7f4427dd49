import { globSync, readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ApiError } from '@/lib/api/api-error.ts';
import { openApiDocument } from '@/lib/api/openapi.ts';
import { OPERATIONS } from '@/lib/api/operations.ts';
import { covers } from '@/lib/api/scopes.ts';
import { TOKEN_SCOPES, TokenScope } from '@/lib/api/tokens.ts';
import { randomFrom } from '@/lib/record/testing/random-snapshots.ts';
import type { ServerContext } from '@/lib/server/context.ts';
import { queueRun, supervised } from '@/lib/server/testing/supervised.ts';
import { createToken } from '@/lib/server/tokens/create.ts';
import { askApi, operationOf } from './testing/ask-api.ts';
import { BodySampler } from './testing/sample-body.ts';
import { serveRoutes } from './testing/serve-routes.ts';

const folder = import.meta.dirname;

// Some hundred requests each; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 300_000 });

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

/** An ended run, and the whole API on a port. */
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
  const ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
    askApi(url + path, token, method, body, headers);
  return { ctx, ask, url, runId: id, planId };
}

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
      for (let at = 0; at < 8; at++) {
        const body = sampler.sample(schema);
        const { status, answer } = await ask(method, there, body);
        const said = JSON.stringify({ method, path, body, status, answer });
        if (status < 300) {
          taken.set(`${method} ${path}`, (taken.get(`${method} ${path}`) ?? 0) + 1);
          const form = operationOf(method, path)?.answer;
          if (form instanceof z.ZodType) expect(form.safeParse(answer).success, said).toBe(true);
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
