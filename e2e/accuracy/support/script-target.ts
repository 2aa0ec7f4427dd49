import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import zlib from 'node:zlib';
import { type WebSocket, WebSocketServer } from 'ws';

/** What scripts ask for, with every way to answer that they look at. */
export type ScriptTarget = {
  base: string;
  /** How often each method and path was asked for. */
  asked: Map<string, number>;
  /** Most requests of `/wait/…` at once: in all, and per host name that was asked. */
  mostAtOnce: () => { all: number; perHost: number };
  messages: () => number;
  sessions: () => number;
  forget: () => void;
  close: () => void;
};

type Exchange = { request: http.IncomingMessage; response: http.ServerResponse; body: Buffer; path: string };
type Answer = (exchange: Exchange) => void;

const echo =
  (status = 200): Answer =>
  ({ request, response, body }) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    const { method, url, headers } = request;
    response.end(JSON.stringify({ method, url, headers, body: body.toString('latin1') }));
  };

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** Whether the answer to our challenge of RFC 7616 is that of user:pass. */
function rightDigest({ method, url, headers }: http.IncomingMessage): boolean {
  const field = (name: string) =>
    new RegExp(`\\b${name}="?([^",]+)`).exec(headers.authorization ?? '')?.[1] ?? '';
  const [own, asked] = [md5('user:private:pass'), md5(`${method}:${url}`)];
  const parts = [own, field('nonce'), field('nc'), field('cnonce'), field('qop'), asked];
  return field('response') === md5(parts.join(':'));
}

const PAGE =
  '<h1>Hi</h1><form action="/go" method="post"><input name=q></form><a href="json">x</a><table><tr><td>1</td></tr></table>';

const ANSWERS: Record<string, Answer> = {
  page: ({ response }) => {
    response.setHeader('content-type', 'text/html');
    response.end(PAGE);
  },
  go: ({ response, body }) => response.end(`got ${body.toString()}`),
  json: ({ response }) => response.end('{"items":[{"id":1,"name":"one"},{"id":2,"name":"two"}]}'),
  cookie: (exchange) => {
    exchange.response.setHeader('set-cookie', ['sid=1; Path=/; HttpOnly', 't=2; Max-Age=60']);
    echo()(exchange);
  },
  redirect: (exchange) => {
    const left = Number(exchange.path.split('/')[2]);
    if (left === 0) echo()(exchange);
    else exchange.response.writeHead(302, { location: `/redirect/${left - 1}` }).end('moved');
  },
  status: (exchange) => echo(Number(exchange.path.split('/')[2]))(exchange),
  digest: (exchange) => {
    const { headers } = exchange.request;
    if (headers.authorization?.startsWith('Digest '))
      echo(rightDigest(exchange.request) ? 200 : 403)(exchange);
    else {
      exchange.response.setHeader('www-authenticate', 'Digest realm="private", nonce="5bf", qop="auth"');
      echo(401)(exchange);
    }
  },
  inflate: ({ request, response, body }) => {
    const encoding = request.headers['content-encoding'];
    response.end(
      encoding === 'br'
        ? zlib.brotliDecompressSync(body)
        : encoding === 'gzip'
          ? zlib.gunzipSync(body)
          : `not ${encoding}`,
    );
  },
  gzipped: ({ response }) => {
    response.setHeader('content-encoding', 'gzip');
    response.end(zlib.gzipSync('zipped'));
  },
  zstd: ({ response }) => {
    response.setHeader('content-encoding', 'zstd');
    response.end(zlib.zstdCompressSync('zipped'));
  },
  rot13: ({ response }) => {
    response.setHeader('content-encoding', 'rot13');
    response.end('as it is');
  },
  damaged: ({ response }) => {
    response.setHeader('content-encoding', 'gzip');
    response.end('this is no gzip, however long it is');
  },
  bytes: ({ response }) => response.end(Buffer.from([255, 0, 1, 200])),
  fields: ({ response }) => {
    response.setHeader('x-twice', ['1', '2']);
    response.setHeader('x-request-ID', 'q');
    response.setHeader('etag', '"x"');
    response.end();
  },
  never: () => {},
  reset: ({ request }) => request.socket.resetAndDestroy(),
  short: ({ request, response }) => {
    response.setHeader('content-length', '100');
    response.write('abc');
    request.socket.end();
  },
};

/** How long `/wait` takes: enough for requests of one batch to be on their way together. */
const WAIT_MS = 100;

export async function scriptTarget(): Promise<ScriptTarget> {
  const asked = new Map<string, number>();
  const now = new Map<string, number>();
  let most = { all: 0, perHost: 0 };
  let messages = 0;
  let sessions = 0;

  const wait: Answer = (exchange) => {
    const host = exchange.request.headers.host ?? '';
    now.set(host, (now.get(host) ?? 0) + 1);
    const all = [...now.values()].reduce((sum, count) => sum + count, 0);
    most = { all: Math.max(most.all, all), perHost: Math.max(most.perHost, now.get(host) ?? 0) };
    setTimeout(() => {
      now.set(host, (now.get(host) ?? 1) - 1);
      echo()(exchange);
    }, WAIT_MS);
  };

  const server = http.createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const [path = ''] = (request.url ?? '').split('?');
      const what = `${request.method} ${path}`;
      asked.set(what, (asked.get(what) ?? 0) + 1);
      const kind = path.split('/')[1] ?? '';
      const answer = kind === 'wait' ? wait : (ANSWERS[kind] ?? echo());
      answer({ request, response, body: Buffer.concat(pieces), path });
    });
  });

  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request: http.IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url === '/refuse') {
      socket.end('HTTP/1.1 403 Forbidden\r\nX-Why: because\r\nContent-Length: 2\r\n\r\nno');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (session: WebSocket) => {
      sessions++;
      if (request.url === '/headers') session.send(JSON.stringify(request.headers));
      if (request.url === '/closes') {
        session.send('bye');
        session.close(1001, 'going');
      }
      if (request.url === '/pings') session.ping();
      if (request.url === '/kill') session.terminate();
      session.on('message', (data, binary) => {
        messages++;
        if (String(data) === 'close') session.close(4000, 'asked');
        else session.send(data, { binary });
      });
    });
  });

  // A name beside the number, so that there are two hosts.
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    asked,
    mostAtOnce: () => most,
    messages: () => messages,
    sessions: () => sessions,
    forget: () => {
      asked.clear();
      most = { all: 0, perHost: 0 };
      messages = sessions = 0;
    },
    close: () => {
      for (const session of sockets.clients) session.terminate();
      server.closeAllConnections();
      server.close();
    },
  };
}
