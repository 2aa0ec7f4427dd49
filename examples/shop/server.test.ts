import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'server-'));
const agent = new Agent({ keepAlive: true });
const running: ChildProcess[] = [];
afterEach(() => {
  for (const shop of running.splice(0)) shop.kill('SIGKILL');
});
afterAll(() => {
  agent.destroy();
  rmSync(folder, { recursive: true });
});

function launch(...args: string[]): { shop: ChildProcess; output: () => string; ended: Promise<unknown[]> } {
  const program = join(import.meta.dirname, 'server.ts');
  const shop = fork(program, ['--data', folder, '--products', '100', ...args], { silent: true });
  running.push(shop);
  let output = '';
  for (const stream of [shop.stdout, shop.stderr]) stream?.on('data', (chunk) => (output += chunk));
  return { shop, output: () => output, ended: once(shop, 'exit') };
}

async function ready(shop: ChildProcess): Promise<string> {
  let seen = '';
  for await (const chunk of shop.stdout ?? []) {
    seen += chunk;
    const [, url] = /^shop 1\.\d listening on (http:\/\/127\.0\.0\.1:\d+)\n/m.exec(seen) ?? [];
    if (url) return url;
  }
  throw new Error(`the shop ended before it was ready: ${seen}`);
}

/** Asks and leaves the connection open. */
const ask = (url: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    get(url, { agent }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode));
    }).on('error', reject);
  });

test.each(['SIGTERM', 'SIGINT', 'disconnect'] as const)('ends cleanly on %s', async (how) => {
  const { shop, ended } = launch('--release', '1.1');
  const url = await ready(shop);
  expect(await ask(`${url}/api/users/1`)).toBe(200);
  if (how === 'disconnect') shop.disconnect();
  else shop.kill(how);
  expect(await ended).toEqual([0, null]);
  expect(readdirSync(folder).filter((name) => name.startsWith('accounts'))).toEqual([]);
});

test('ends while requests are under way', async () => {
  const { shop, ended } = launch('--round-trip', '1000');
  const url = await ready(shop);
  const answer = ask(`${url}/api/v1/products`).catch((error) => error.code);
  while (!(await (await fetch(`${url}/metrics`)).text()).includes('db_pool_in_use 1')) {
    // Until the request has taken its connection.
  }
  shop.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(await answer).toBe('ECONNRESET');
});

test('serves on the port that it is given, and says when that is taken', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const address = holder.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const refused = launch('--port', port);
  expect(await refused.ended).toEqual([1, null]);
  expect(refused.output()).toMatch(/the shop failed: listen EADDRINUSE/);
  expect(readdirSync(folder).filter((name) => name.startsWith('accounts'))).toEqual([]);

  holder.close();
  await once(holder, 'close');
  expect(await ready(launch('--port', port).shop)).toBe(`http://127.0.0.1:${port}`);
});

test('says what is wrong with its arguments, and serves nothing', async () => {
  const { output, ended } = launch('--release', '9', '--fault', 'x');
  expect(await ended).toEqual([2, null]);
  expect(output()).toMatch(/--release 9: .*\n--fault x: .*\nTry --help\./);
});
