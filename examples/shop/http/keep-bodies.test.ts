import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { keepBodies } from './keep-bodies.ts';

test('every body is kept in a record of its own, and the route can still read it', async () => {
  const trail: Buffer[] = [];
  const app = new Hono();
  app.use(keepBodies(1024, trail));
  app.all('/', async (c) => c.text(await c.req.text()));
  const bodies = ['one', 'two', 'x'.repeat(2_000)];
  for (const body of bodies) {
    expect(await (await app.request('/', { method: 'POST', body })).text()).toBe(body);
  }
  await app.request('/');
  expect(trail.map((record) => record.byteLength)).toEqual([1024, 1024, 2_000]);
  expect(trail.map((record) => record.toString().trim())).toEqual(bodies);
});
