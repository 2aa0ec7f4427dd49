import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
const opened: http.Server[] = [];

afterEach(() => {
  for (const server of opened.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Serves a page with a form and a link, and counts what is asked for. */
async function target(): Promise<{ base: string; asked: Map<string, number>; sessions: () => number }> {
  const asked = new Map<string, number>();
  let sessions = 0;
  const server = http.createServer((request, response) => {
    const what = `${request.method} ${request.url}`;
    asked.set(what, (asked.get(what) ?? 0) + 1);
    if (request.headers['x-session'] === '1') sessions++;
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk;
    });
    request.on('end', () => {
      if (request.url === '/page') {
        response.setHeader('content-type', 'text/html');
        response.end('<h1>Hi</h1><form action="/go" method="post"><input name=q></form><a href="json">x</a>');
      } else if (request.url === '/go') response.end(`got ${body}`);
      else response.end('{"items":[{"id":1,"name":"one"},{"id":2,"name":"two"}]}');
    });
  });
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { base: `http://127.0.0.1:${port}`, asked, sessions: () => sessions };
}

test('a script reads pages, hashes, encodes and uses k6’s public libraries', async () => {
  const { base, asked, sessions } = await target();
  const script = join(ROOT, 'e2e/conformance/modules.js');
  const { stdout } = await run(
    process.execPath,
    ['cli.ts', 'run', script, '--env', `BASE=${base}`, '--workers', '1'],
    { cwd: ROOT },
  );
  const titles = [...readFileSync(script, 'utf8').matchAll(/^ {4}'([^']+)':/gm)].map(([, title]) => title);
  expect(titles).toHaveLength(11);
  for (const title of [...titles, 'expected status to equal 200']) {
    expect(stdout).toContain(`${title}  100 % of 4`);
  }
  expect(Object.fromEntries(asked)).toEqual({ 'GET /page': 4, 'GET /json': 5 * 4, 'POST /go': 4 });
  expect(sessions()).toBe(2 * 4);
});
