import { globSync, readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from '@/lib/api/openapi.ts';
import { OPERATIONS } from '@/lib/api/operations.ts';
import { publishContext } from '@/lib/server/bus.ts';
import { startSearch } from '@/lib/server/capacity/start.ts';
import { createEnvironment } from '@/lib/server/environments/create.ts';
import { queueRun, supervised } from '@/lib/server/testing/supervised.ts';

const folder = import.meta.dirname;

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
  const idsOf: Record<string, string> = {
    plans: planId,
    environments: environment.id,
    runs: candidate,
    'run-sets': set.id,
    capacity: search.id,
  };
  const query = new URLSearchParams({ baseline, candidate, environmentId: environment.id });
  for (const { method, path, answer, query: asked } of OPERATIONS) {
    if (method !== 'get') continue;
    const [, , kind = ''] = path.split('/');
    const route: Route = await import(
      `${folder}${path.slice('/api'.length).replaceAll('{', '[').replaceAll('}', ']')}/route.ts`
    );
    const request = new Request(
      `http://127.0.0.1${path}${asked && /compare|detectable/.test(path) ? `?${query}` : ''}`,
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
