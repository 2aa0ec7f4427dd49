import { createServer, type ServerResponse } from 'node:http';
import { delayOf } from './known-delays.ts';
import { Lateness } from './lateness.ts';
import type { Counted, FromServer, ToServer } from './target.ts';

/**
 * The target of the accuracy suite, in a process of its own: counts every request whose head it has read, by method and
 * path, and answers as the path says.
 */

const lateness = new Lateness();

const counts = new Map<string, Counted>();
let stall: { fromMs: number; everyMs: number; forMs: number } | null = null;

const startedAt = performance.now();
const now = () => performance.now() - startedAt;

function count(key: string): Counted {
  const known = counts.get(key) ?? { count: 0, arrivedMs: [], tookMs: [] };
  counts.set(key, known);
  known.count++;
  known.arrivedMs.push(now());
  return known;
}

/** Milliseconds until a stall that is going on is over. */
function stalledFor(ms: number): number {
  if (!stall || ms < stall.fromMs) return 0;
  const into = (ms - stall.fromMs) % stall.everyMs;
  return into < stall.forMs ? stall.forMs - into : 0;
}

function answer(url: URL, response: ServerResponse, served: number, done: () => void): void {
  const [, verb, argument = ''] = url.pathname.split('/');
  const ok = () => {
    response.end('{"ok":true}');
    done();
  };
  switch (verb) {
    case 'known':
      setTimeout(ok, delayOf(served - 1));
      return;
    case 'delay':
      setTimeout(ok, Number(argument));
      return;
    case 'stalling': {
      const wait = stalledFor(now());
      if (wait > 0) setTimeout(ok, wait);
      else ok();
      return;
    }
    case 'token':
      response.end(JSON.stringify({ token: `t${served}` }));
      done();
      return;
    case 'never':
      return;
    case 'status':
      response.writeHead(Number(argument)).end();
      done();
      return;
    case 'to':
      response.writeHead(302, { location: decodeURIComponent(url.search.slice(1)) }).end();
      done();
      return;
    default:
      ok();
  }
}

const server = createServer((request, response) => {
  const arrived = performance.now();
  const url = new URL(request.url ?? '/', 'http://target');
  const counted = count(`${request.method} ${url.pathname}`);
  response.setHeader('content-type', 'application/json');
  request.resume();
  answer(url, response, counted.count, () => counted.tookMs.push(performance.now() - arrived));
});
server.keepAliveTimeout = 60_000;

const say = (message: FromServer) => process.send?.(message);

process.on('message', (message: ToServer) => {
  switch (message.type) {
    case 'stall':
      stall = { fromMs: now() + message.inMs, everyMs: message.everyMs, forMs: message.forMs };
      say({ type: 'done', id: message.id });
      return;
    case 'counts':
      say({
        type: 'counts',
        id: message.id,
        counts: Object.fromEntries(counts),
        stoodStillMs: lateness.maxMs,
      });
      return;
    case 'reset':
      counts.clear();
      lateness.reset();
      stall = null;
      say({ type: 'done', id: message.id });
      return;
  }
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', 1024, () => {
  const address = server.address();
  say({ type: 'listening', port: typeof address === 'object' && address ? address.port : 0 });
});
