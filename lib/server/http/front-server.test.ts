import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen } from '../start/listen.ts';
import { allowedHosts } from './allowed-hosts.ts';
import { createFrontServer } from './front-server.ts';

async function start({ open = true } = {}) {
  const front = createFrontServer({ dev: false });
  front.inner.on('request', (request, response) =>
    response.end(
      JSON.stringify({
        nonce: request.headers['x-nonce'],
        policy: request.headers['content-security-policy'],
      }),
    ),
  );
  const port = await listen(front.outer, { host: '127.0.0.1', port: 0 });
  if (open) front.open(allowedHosts({ port, listed: [], ownAddresses: [] }));
  onTestFinished(() => {
    front.outer.closeAllConnections();
    front.outer.close();
  });
  return { front, port, url: `http://127.0.0.1:${port}` };
}

/** All that the server sends in answer to raw bytes, until it closes. */
async function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

describe('the front server', () => {
  it('gives each page a nonce of its own, to the browser and to Next alike', async () => {
    const { url } = await start();
    const seen = new Set<string>();
    for (let i = 0; i < 2; i++) {
      const response = await fetch(url, {
        headers: { 'x-nonce': 'mine', 'content-security-policy': "script-src 'nonce-mine'" },
      });
      const { nonce, policy } = (await response.json()) as { nonce: string; policy: string };
      expect(response.headers.get('content-security-policy')).toBe(policy);
      expect(policy).toContain(`script-src 'self' 'nonce-${nonce}';`);
      expect(policy).not.toContain('mine');
      expect(policy).not.toContain('unsafe-eval');
      seen.add(nonce);
    }
    expect(seen.size).toBe(2);
  });

  it('sends headers that keep a page to itself', async () => {
    const { headers } = await fetch((await start()).url);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('refuses with a reason before anything else sees the request', async () => {
    const { front, url } = await start();
    const seen: string[] = [];
    front.inner.on('request', (request) => seen.push(request.url ?? ''));
    const response = await fetch(`${url}/api/runs/stop-all`, {
      method: 'POST',
      headers: { origin: 'http://evil.example' },
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({
      error: {
        code: 'forbidden',
        message: 'Requests from pages of another origin (http://evil.example) are refused.',
      },
    });
    expect(seen).toEqual([]);
  });

  it('guards upgrades, also those that a listener takes which came later', async () => {
    const { front, port } = await start();
    const upgrade = (origin: string) =>
      raw(
        port,
        `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${origin}\r\n` +
          'Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      );
    front.inner.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 101 Yes\r\n\r\n'));
    expect(await upgrade('http://evil.example')).toMatch(/^HTTP\/1\.1 403 .*another origin/s);
    expect(await upgrade(`http://127.0.0.1:${port}`)).toMatch(/^HTTP\/1\.1 101 /);
  });

  it('does not answer to a foreign name (DNS rebinding)', async () => {
    const { port } = await start();
    const answer = await raw(port, `GET /api/runs HTTP/1.1\r\nHost: evil.example:${port}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).toContain('REHEARSAL_ALLOWED_HOSTS');
    expect(await raw(port, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('says that it is starting', async () => {
    const { url } = await start({ open: false });
    const response = await fetch(`${url}/api/health`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('"code":"unavailable"');
  });

  it('says that the port is in use and how to choose another', async () => {
    const { port } = await start();
    const second = createFrontServer({ dev: false });
    await expect(listen(second.outer, { host: '127.0.0.1', port })).rejects.toThrow(
      `PORT=${port + 1} npm start`,
    );
  });
});
