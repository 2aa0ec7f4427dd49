import { afterEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ApiProblem, callApi, NoContent } from './client.ts';

afterEach(() => vi.unstubAllGlobals());

const answer = async () => z.object({ name: z.string() });

function answering(body: string | null, status = 200) {
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => new Response(body, { status }));
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

const problemOf = (call: Promise<unknown>) =>
  call.then(
    () => {
      throw new Error('the call should have failed');
    },
    (error: unknown) => {
      if (!(error instanceof ApiProblem)) throw error;
      return error;
    },
  );

it('sends JSON and reads the answer with the schema', async () => {
  const fetch = answering('{"name":"x","more":1}');
  expect(await callApi(answer, '/api/plans', { method: 'POST', body: { a: 1 } })).toEqual({ name: 'x' });
  const [url, init] = fetch.mock.calls[0] ?? [];
  expect(url).toBe('/api/plans');
  expect(init).toMatchObject({ method: 'POST', body: '{"a":1}' });
  expect(new Headers(init?.headers).get('content-type')).toBe('application/json');
});

it('leaves empty filters out of the query', async () => {
  const fetch = answering('{"name":"x"}');
  await callApi(answer, '/api/runs', {
    query: { q: '', release: '1.0 & more', limit: 5, planId: undefined },
  });
  expect(fetch.mock.calls[0]?.[0]).toBe('/api/runs?release=1.0+%26+more&limit=5');
});

it('knows answers without a body', async () => {
  answering(null, 204);
  expect(await callApi(NoContent, '/api/plans/1', { method: 'DELETE' })).toBeUndefined();
});

it('hands on what the server says is wrong', async () => {
  const issues = [{ path: 'scenarios.0.name', message: 'needs a name' }];
  answering(JSON.stringify({ error: { code: 'invalid', message: 'One thing is wrong.', issues } }), 400);
  const problem = await problemOf(callApi(answer, '/api/plans'));
  expect(problem).toMatchObject({ code: 'invalid', message: 'One thing is wrong.', issues });
});

it('tells an unreachable server from an unknown answer', async () => {
  answering('<html>proxy error</html>', 502);
  expect(await problemOf(callApi(answer, '/api/plans'))).toMatchObject({ code: 'unexpected' });
  answering('{"name":7}');
  expect((await problemOf(callApi(answer, '/api/plans'))).issues[0]?.path).toBe('name');
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('fetch failed')));
  expect(await problemOf(callApi(answer, '/api/plans'))).toMatchObject({ code: 'unreachable' });
});

it('asks to load the page again when the server has other files than it was begun with', async () => {
  const gone = async (): Promise<z.ZodString> => Promise.reject(new Error('Failed to load chunk'));
  answering('"x"');
  expect(await problemOf(callApi(gone, '/api/plans'))).toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining('Reload the page'),
  });
});

it('lets a cancelled call end as cancelled', async () => {
  const controller = new AbortController();
  vi.stubGlobal('fetch', async () => Promise.reject(new DOMException('cancelled', 'AbortError')));
  controller.abort();
  await expect(callApi(answer, '/api/plans', { signal: controller.signal })).rejects.toMatchObject({
    name: 'AbortError',
  });
});
