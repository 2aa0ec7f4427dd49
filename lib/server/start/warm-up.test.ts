import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { warmUp } from './warm-up.ts';

it('asks for a page and its data once, and does without when nobody answers', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await warmUp(address);
  expect(asked).toEqual(['/runs', '/api/runs?limit=1']);
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  await warmUp(address);
});
