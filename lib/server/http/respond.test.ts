import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../api/api-error.ts';
import { publishContext } from '../bus.ts';
import { invalid, Problem, type ProblemCode } from '../errors.ts';
import { testContext } from '../testing/context.ts';
import { MAX_BODY_BYTES, readJson } from './read-body.ts';
import { respond } from './respond.ts';

afterEach(() => publishContext(undefined));

async function withContext() {
  const ctx = await testContext();
  publishContext(ctx);
  return ctx;
}

const post = (body: BodyInit | ReadableStream, type = 'application/json') =>
  new Request('http://127.0.0.1/api/plans', {
    method: 'POST',
    headers: { 'content-type': type },
    body,
    duplex: 'half',
  } as RequestInit);

/** A body of so many bytes that is made only as it is read. */
function stream(bytes: number): { body: ReadableStream<Uint8Array>; read: () => number } {
  const chunk = new Uint8Array(100_000).fill(120);
  let read = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (read >= bytes) return controller.close();
      read += chunk.length;
      controller.enqueue(chunk);
    },
  });
  return { body, read: () => read };
}

describe('respond', () => {
  it('answers what a verb answers', async () => {
    await withContext();
    const answer = await respond(() => ({ a: 1 }), 201);
    expect([answer.status, await answer.json()]).toEqual([201, { a: 1 }]);
    expect((await respond(() => undefined)).status).toBe(204);
    expect(await (await respond(() => new Response('file'))).text()).toBe('file');
  });

  it.each([
    ['invalid', 400],
    ['forbidden', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['too-large', 413],
    ['internal', 500],
    ['unavailable', 503],
  ] satisfies [ProblemCode, number][])('answers the problem %s with %d', async (code, status) => {
    await withContext();
    const answer = await respond(() => {
      throw new Problem(code, 'Because.');
    });
    expect(answer.status).toBe(status);
    expect(ApiError.parse(await answer.json())).toEqual({ error: { code, message: 'Because.' } });
  });

  it('names every issue', async () => {
    await withContext();
    const issues = [
      { path: 'name', message: 'is missing' },
      { path: 'steps.0', message: 'is odd' },
    ];
    const answer = await respond(() => {
      throw invalid(issues);
    });
    expect(await answer.json()).toEqual({
      error: { code: 'invalid', message: '2 things are wrong, the first: name: is missing', issues },
    });
  });

  it('tells nothing of a fault of ours but in the log', async () => {
    const ctx = await withContext();
    const error = vi.spyOn(ctx.log, 'error');
    const answer = await respond(() => {
      throw new Error('password=hush-hush');
    });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('hush-hush');
    expect(error).toHaveBeenCalledOnce();
  });

  it('says that the disk is full, as SQLite and the system tell it', async () => {
    const { db } = await withContext();
    await db.$queryRawUnsafe('PRAGMA max_page_count = 1');
    const data = { name: 'x'.repeat(100_000), description: '', scenarioNames: '[]' };
    const answer = await respond(() => db.plan.create({ data }));
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('The disk may be full');
    const system = await respond(() => {
      throw new Error('ENOSPC: no space left on device, write');
    });
    expect(system.status).toBe(503);
  });

  it('says that the server is not ready', async () => {
    const answer = await respond(() => 1);
    expect(answer.status).toBe(503);
    expect(ApiError.parse(await answer.json()).error.code).toBe('unavailable');
  });
});

describe('readJson', () => {
  it('reads JSON', async () => {
    expect(await readJson(post('{"a":"ä"}', 'application/json; charset=utf-8'))).toEqual({ a: 'ä' });
  });

  it.each(['', '{', '{"a":1', 'undefined', "{'a':1}", '{"a":1}}'])('refuses %j', async (body) => {
    await expect(readJson(post(body))).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/not JSON/),
    });
  });

  it('refuses bytes that are no text', async () => {
    await expect(readJson(post(new Uint8Array([34, 255, 34])))).rejects.toMatchObject({ code: 'invalid' });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'text/plain; charset=application/json'])(
    'refuses %s',
    async (type) => {
      await expect(readJson(post('{}', type))).rejects.toMatchObject({ code: 'invalid' });
    },
  );

  it('refuses more than fits, reading it to its end so that the sender sees the answer', async () => {
    const { body, read } = stream(50_000_000);
    await expect(readJson(post(body))).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/^This is more than 10 MB.* its file may have 5 MB/),
    });
    expect(read()).toBe(50_000_000);
  });

  it('does not read without end', async () => {
    const { body, read } = stream(Number.POSITIVE_INFINITY);
    await expect(readJson(post(body))).rejects.toMatchObject({ code: 'too-large' });
    expect(read()).toBeLessThan(300_000_000);
  });

  it('takes what just fits', async () => {
    const text = JSON.stringify('x'.repeat(MAX_BODY_BYTES - 2));
    expect(await readJson(post(text))).toHaveLength(MAX_BODY_BYTES - 2);
    await expect(readJson(post(`${text} `))).rejects.toMatchObject({ code: 'too-large' });
  });
});
