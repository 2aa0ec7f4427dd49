import http from 'node:http';
import https from 'node:https';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  AUTHORITY,
  CLIENT_CERTIFICATE,
  CLIENT_KEY,
  ENCRYPTED_CLIENT_KEY,
  SERVER_CERTIFICATE,
  SERVER_KEY,
} from '../../runner/http/testing/authority.ts';
import { listen } from './support/listen.ts';
import { runScript } from './support/run-script.ts';

/** Options of a script that say how requests are made, by what targets see of them. */

type Seen = { path: string; connection: number; headers: http.IncomingHttpHeaders; atMs: number };
let seen: Seen[] = [];
let connections = 0;
let atOnce = 0;
let mostAtOnce = 0;
let shown: string[] = [];

const target = http.createServer((request, response) => {
  const path = request.url ?? '';
  const connection = Reflect.get(request.socket, 'nth') as number;
  seen.push({ path, connection, headers: request.headers, atMs: performance.now() });
  mostAtOnce = Math.max(mostAtOnce, ++atOnce);
  const answer = () => {
    atOnce--;
    if (path === '/cookie') response.setHeader('set-cookie', 'sid=1');
    if (path.startsWith('/hop')) response.writeHead(302, { location: `/hop${Number(path.slice(4)) + 1}` });
    response.end(`answer to ${path}`);
  };
  // Requests of one batch must be on their way together.
  if (path.startsWith('/batch')) setTimeout(answer, 100);
  else answer();
});
target.on('connection', (socket) => {
  Reflect.set(socket, 'nth', ++connections);
});

/** Says which client certificate it was shown; `strict` wants one. */
const secure = (strict: boolean) =>
  https.createServer(
    {
      key: SERVER_KEY,
      cert: SERVER_CERTIFICATE,
      ca: AUTHORITY,
      requestCert: true,
      rejectUnauthorized: strict,
    },
    (request, response) => {
      const { subject } = (request.socket as TLSSocket).getPeerCertificate();
      shown.push(`${request.headers.host?.split(':')[0]}: ${subject?.CN ?? 'none'}`);
      response.end('ok');
    },
  );
const strict = secure(true);
const lax = secure(false);
let base = '';
let ports: number[] = [];

beforeAll(async () => {
  base = `http://127.0.0.1:${await listen(target)}`;
  ports = [await listen(strict), await listen(lax)];
});
beforeEach(() => {
  seen = [];
  shown = [];
  connections = atOnce = mostAtOnce = 0;
});
afterAll(() => {
  for (const server of [target, strict, lax]) {
    server.closeAllConnections();
    server.close();
  }
});

const run = (options: string, body: string, more = '') =>
  runScript(
    `import http from 'k6/http';
import { check } from 'k6';
export const options = ${options};
const B = __ENV.BASE;
export default function () { ${body} }
${more}`,
    { env: { BASE: base, STRICT: `${ports[0]}`, LAX: `${ports[1]}` } },
  );

it('changes nothing without options: one connection, fresh cookies, bodies kept, errors given', async () => {
  const { end, said } = await run(
    '{ iterations: 2 }',
    `http.get(B + '/cookie'); const r = http.get(B + '/again');
     http.batch([1, 2, 3, 4, 5, 6, 7, 8].map((n) => B + '/batch' + n));
     console.log(r.body, http.get(B + '/hop1').status, http.get('http://127.0.0.1:1/').error_code);`,
  );
  expect(end, said.join('\n')).toBe('completed');
  expect(said).toEqual(Array(2).fill('answer to /again 302 1212'));
  const of = (path: string) => seen.filter((one) => one.path === path);
  expect(of('/cookie').map(({ headers }) => headers.cookie)).toEqual([undefined, undefined]);
  expect(of('/again').map(({ headers }) => headers.cookie)).toEqual(['sid=1', 'sid=1']);
  expect(new Set([...of('/cookie'), ...of('/again')].map(({ connection }) => connection)).size).toBe(1);
  // Ten redirects are followed, six requests to one host go at once.
  expect([of('/hop11').length, of('/hop12').length, mostAtOnce]).toEqual([2, 0, 6]);
  expect(seen[0]?.headers['user-agent']).toBe('Rehearsal (load test)');
});

it('follows what the options say of requests', async () => {
  const { end, said, summary } = await run(
    `{ iterations: 2, noConnectionReuse: true, noCookiesReset: true, discardResponseBodies: true, userAgent: 'me',
       maxRedirects: 1, throw: true, batch: 3, batchPerHost: 0, httpDebug: 'headers', tags: { team: 'a' },
       summaryTrendStats: ['count', 'p(99.9)'], thresholds: { 'http_reqs{team:a}': ['count==22'], 'http_reqs{vu:1}': ['count==0'] } }`,
    `http.get(B + '/cookie'); const r = http.get(B + '/again', { headers: { 'X-A': 'b' } });
     const kept = http.get(B + '/kept', { responseType: 'text' }).body;
     http.batch([1, 2, 3, 4].map((n) => B + '/batch' + n));
     let thrown = 'nothing';
     try { http.get('http://127.0.0.1:1/') } catch (e) { thrown = e.message }
     console.log('>', r.body, kept, http.get(B + '/hop1').status, thrown);
     console.log('>', http.get('http://127.0.0.1:1/', { throw: false }).error_code);`,
  );
  expect(end, said.join('\n')).toBe('completed');
  expect(said.filter((line) => line.startsWith('>'))).toEqual(
    Array(2).fill(['> null answer to /kept 302 dial: connection refused', '> 1212']).flat(),
  );
  // Every request has a connection of its own.
  expect(new Set(seen.map(({ connection }) => connection)).size).toBe(seen.length);
  const of = (path: string) => seen.filter((one) => one.path === path);
  expect(of('/cookie').map(({ headers }) => headers.cookie)).toEqual([undefined, 'sid=1']);
  expect([of('/hop1').length, of('/hop2').length, of('/hop3').length, mostAtOnce]).toEqual([2, 2, 0, 3]);
  expect(new Set(seen.map(({ headers }) => headers['user-agent']))).toEqual(new Set(['me']));
  const debugged = said.filter((line) => line.includes('/again'));
  expect(debugged[0]).toMatch(/^Request:\nGET http:\/\/127\.0\.0\.1:\d+\/again\n[\s\S]*x-a: b/);
  expect(said.some((line) => /^Response:\nHTTP\/1\.1 200/.test(line))).toBe(true);
  expect(said.join()).not.toContain('answer to /again');
  const { metrics } = summary?.script ?? {};
  expect(Object.keys(metrics?.http_req_duration?.values ?? {})).toEqual(['count', 'p(99.9)']);
  expect(metrics?.['http_reqs{team:a}']?.thresholds).toEqual({ 'count==22': { ok: true } });
  // k6 gives the number of the VU only when it is asked to.
  expect(metrics?.['http_reqs{vu:1}']?.thresholds).toEqual({ 'count==0': { ok: true } });
});

it('makes connections anew for every iteration, shows bodies, and gives the tags that are asked for', async () => {
  const { end, said, summary } = await run(
    `{ iterations: 3, noVUConnectionReuse: true, httpDebug: 'full', systemTags: ['vu', 'ip', 'error'],
       thresholds: { 'http_reqs{vu:1}': ['count==9'], 'http_reqs{ip:127.0.0.1}': ['count==6'], 'http_reqs{status:200}': ['count==0'],
         'http_reqs{error:dial: connection refused}': ['count==3'] } }`,
    `http.get(B + '/a'); http.post(B + '/b', 'sent'); http.get('http://127.0.0.1:1/');`,
  );
  expect(end, said.join('\n')).toBe('completed');
  expect(seen.map(({ connection }) => connection)).toEqual([1, 1, 2, 2, 3, 3]);
  expect(said.some((line) => /^Request:\nPOST [\s\S]*\n\nsent$/.test(line))).toBe(true);
  expect(said.some((line) => /^Response:[\s\S]*\n\nanswer to \/b$/.test(line))).toBe(true);
  expect(summary?.thresholds.map(({ passed }) => passed)).toEqual([true, true, true, true]);
});

it('holds requests of all VUs below `rps`', async () => {
  const { end } = await run(
    '{ scenarios: { s: { executor: "shared-iterations", vus: 4, iterations: 12 } }, rps: 6 }',
    "http.get(B + '/rps')",
  );
  expect(end).toBe('completed');
  expect(seen).toHaveLength(12);
  const [first, ...others] = seen.map(({ atMs }) => atMs);
  // A second of six at once and the six of the next one: no less than what is left of two seconds.
  expect((others.at(-1) ?? 0) - (first ?? 0)).toBeGreaterThan(900);
});

it('shows each target the certificate that is meant for it', async () => {
  const cert = (pem: string) => JSON.stringify(pem);
  const { end, said } = await run(
    `{ insecureSkipTLSVerify: true,
       hosts: { 'one.test': '127.0.0.1', 'x.two.test': '127.0.0.1', '*.none.test': '127.0.0.1' },
       tlsAuth: [
         { domains: ['one.test'], cert: ${cert(CLIENT_CERTIFICATE)}, key: ${cert(ENCRYPTED_CLIENT_KEY)}, password: 'open-sesame' },
         { domains: ['*.two.test'], cert: ${cert(SERVER_CERTIFICATE)}, key: ${cert(SERVER_KEY)} } ] }`,
    `const one = http.get('https://one.test:' + __ENV.STRICT);
     http.get('https://x.two.test:' + __ENV.LAX);
     http.get('https://a.none.test:' + __ENV.LAX);
     const refused = http.get('https://b.none.test:' + __ENV.STRICT);
     console.log(one.status, one.tls_version, one.tls_cipher_suite, one.ocsp.status, refused.status, refused.error_code > 999);`,
  );
  expect(end, said.join('\n')).toBe('completed');
  expect(shown).toEqual(['one.test: load generator', 'x.two.test: shop.test', 'a.none.test: none']);
  expect(said).toEqual([expect.stringMatching(/^200 tls1\.3 TLS_\w+ unknown 0 true$/)]);
});

it('checks certificates unless it is told not to, and says which of its own cannot be used', async () => {
  const { said } = await run(
    `{ hosts: { 'shop.test': '127.0.0.1', 'other.test': '127.0.0.1' }, tlsAuth: [{ cert: ${JSON.stringify(CLIENT_CERTIFICATE)}, key: ${JSON.stringify(CLIENT_KEY)} }] }`,
    `const r = http.get('https://shop.test:' + __ENV.LAX); console.log(r.error_code, r.error);`,
  );
  expect(said).toEqual(['1310 x509: unknown authority']);
  expect(shown).toEqual([]);
  const broken = await run(`{ tlsAuth: [{ cert: 'nonsense', key: 'none' }] }`, "http.get(B + '/')");
  expect(broken.end).toMatch(/tlsAuth\[0\] of the script: its cert and key cannot be used/);
  expect(seen).toEqual([]);
});
