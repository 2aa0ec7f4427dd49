import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { listen } from './support/listen.ts';
import { play } from './support/play.ts';

/** What goes out arrives whole, and what comes in is counted on the wire and decoded, against a server that counts too. */

const PLAIN = Buffer.from(
  JSON.stringify(Array.from({ length: 500 }, (_, id) => ({ id, name: `Product ${id}` }))),
);
const ENCODINGS = {
  gzip: gzipSync(PLAIN),
  deflate: deflateSync(PLAIN),
  br: brotliCompressSync(PLAIN),
  identity: PLAIN,
};

type Seen = { headers: IncomingHttpHeaders; body: Buffer; wire: number };
const seen: Seen[] = [];
let server: Server;
let baseUrl = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.push({ headers: request.headers, body: Buffer.concat(chunks), wire: request.socket.bytesRead });
      const encoding = Object.entries(ENCODINGS).find(([name]) => request.url === `/${name}`);
      if (!encoding) return response.end('ok');
      const [name, bytes] = encoding;
      response.writeHead(200, name === 'identity' ? {} : { 'content-encoding': name }).end(bytes);
    });
  });
  baseUrl = `http://127.0.0.1:${await listen(server)}`;
});
beforeEach(() => {
  seen.length = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it('counts bodies on the wire and decoded, and decodes only where it is asked for', async () => {
  const rounds = 5;
  const names = Object.keys(ENCODINGS) as (keyof typeof ENCODINGS)[];
  const run = await play({
    baseUrl,
    scenarios: [
      {
        name: 'S',
        executor: { type: 'per-vu-iterations', vus: 2, iterations: rounds },
        steps: names.flatMap((name) => [
          { type: 'request', name: `${name} always`, url: `/${name}`, decode: 'always' },
          { type: 'request', name: `${name} unread`, url: `/${name}` },
          {
            type: 'request',
            name: `${name} read`,
            url: `/${name}`,
            checks: [{ source: 'jsonpath', expression: '$[499].name', value: 'Product 499' }],
          },
        ]),
      },
    ],
  });
  const times = 2 * rounds;
  for (const name of names) {
    expect([name, run.of(`${name} always`).bytesDecoded]).toEqual([name, times * PLAIN.length]);
    expect([name, run.of(`${name} read`).bytesDecoded]).toEqual([name, times * PLAIN.length]);
    expect([name, run.of(`${name} unread`).bytesDecoded]).toEqual([name, times * ENCODINGS[name].length]);
    // The head is on the wire beside the body, whatever becomes of it.
    for (const how of ['always', 'unread', 'read']) {
      const head = run.of(`${name} ${how}`).bytesReceived / times - ENCODINGS[name].length;
      expect(head).toBeGreaterThan(50);
      expect(head).toBeLessThan(400);
      expect(run.of(`${name} ${how}`).failed).toBe(0);
    }
  }
  expect(run.snapshots.flatMap(({ checks }) => checks).every(({ failed }) => failed === 0)).toBe(true);
});

it('uploads fields and files whole, counts what it sent, and says who it is', async () => {
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256));
  const run = await play({
    baseUrl,
    secrets: { password: 'top:secret' },
    scenarios: [
      {
        name: 'S',
        executor: { type: 'per-vu-iterations', iterations: 3 },
        steps: [
          {
            type: 'request',
            name: 'upload',
            method: 'POST',
            url: '/upload',
            auth: { type: 'basic', user: 'user{{$vu}}', password: '{{password}}' },
            body: {
              type: 'multipart',
              parts: [
                { type: 'text', name: 'round', value: '{{$iteration}}' },
                { type: 'base64', name: 'file', value: bytes.toString('base64'), fileName: 'f.bin' },
                { type: 'random', name: 'noise', bytes: 100_000, fileName: 'noise' },
              ],
            },
          },
        ],
      },
    ],
  });
  expect(run.of('upload')).toMatchObject({ count: 3, failed: 0, connections: 1 });
  expect(seen).toHaveLength(3);
  for (const [round, { headers, body }] of seen.entries()) {
    expect(headers.authorization).toBe(`Basic ${Buffer.from('user1:top:secret').toString('base64')}`);
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': headers['content-type'] ?? '' },
    }).formData();
    expect(form.get('round')).toBe(String(round));
    const file = form.get('file');
    if (!(file instanceof File)) throw new Error('the file did not arrive');
    expect([file.name, hash(Buffer.from(await file.arrayBuffer()))]).toEqual(['f.bin', hash(bytes)]);
    expect(form.get('noise')).toMatchObject({ size: 100_000 });
  }
  // One connection: what the server read from its socket is what was sent.
  expect(run.of('upload').bytesSent).toBe(seen.at(-1)?.wire);
});

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
