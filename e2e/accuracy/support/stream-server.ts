import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { delayOf } from './known-delays.ts';
import { Lateness } from './lateness.ts';
import type { FromStreamServer, StreamCounts, ToStreamServer } from './stream-target.ts';

/**
 * The target of the accuracy suite for sessions, in a process of its own: counts every handshake it has read and every
 * message, by path, and behaves as the path says.
 */

const lateness = new Lateness();
const counts = new Map<string, StreamCounts>();

function countsOf(path: string): StreamCounts {
  const known = counts.get(path) ?? { handshakes: 0, messagesIn: 0, messagesOut: 0, open: 0, goodbyes: {} };
  counts.set(path, known);
  return known;
}

const urlOf = (request: IncomingMessage) => new URL(request.url ?? '/', 'http://target');

/** What a session does with the message `index` of all that came to its path. */
function reply(socket: WebSocket, verb: string, argument: string, index: number, text: string): void {
  const send = () => {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(text);
    countsOf(`/${[verb, argument].filter(Boolean).join('/')}`).messagesOut++;
  };
  switch (verb) {
    case 'known':
      setTimeout(send, delayOf(index));
      return;
    case 'echo':
      setTimeout(send, Number(argument));
      return;
    case 'reset':
      socket.terminate();
      return;
    case 'close':
      socket.close(Number(argument), 'enough');
      return;
  }
}

const sockets = new WebSocketServer({ noServer: true });

function serve(socket: WebSocket, request: IncomingMessage): void {
  const { pathname } = urlOf(request);
  const counted = countsOf(pathname);
  const [, verb = '', argument = ''] = pathname.split('/');
  counted.open++;
  socket.on('error', () => {});
  socket.on('message', (data) => reply(socket, verb, argument, counted.messagesIn++, data.toString()));
  socket.on('close', (code) => {
    counted.open--;
    counted.goodbyes[code] = (counted.goodbyes[code] ?? 0) + 1;
  });
  if (verb !== 'greet') return;
  setTimeout(() => {
    socket.send('hello');
    counted.messagesOut++;
  }, Number(argument));
}

/** `/events/N` sends an event at once and every N ms; `/late/N` the first after N ms; `/drop/N` is reset after N events. */
function stream(request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = urlOf(request);
  const counted = countsOf(pathname);
  const [, verb, argument = ''] = pathname.split('/');
  counted.handshakes++;
  if (verb === 'refuse') {
    response.writeHead(403).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  counted.open++;
  let next = 0;
  const send = () => {
    response.write(`event: tick\nid: ${next}\ndata: {"n":${next}}\n\n`);
    next++;
    counted.messagesOut++;
  };
  let timer: NodeJS.Timeout | undefined;
  response.on('close', () => {
    clearInterval(timer);
    counted.open--;
  });
  switch (verb) {
    case 'events':
      send();
      timer = setInterval(send, Number(argument));
      return;
    case 'late':
      timer = setTimeout(send, Number(argument));
      return;
    case 'drop':
      for (let i = 0; i < Number(argument); i++) send();
      setImmediate(() => request.socket.resetAndDestroy());
      return;
    case 'finite':
      for (let i = 0; i < Number(argument); i++) send();
      response.end();
      return;
  }
}

const server = createServer(stream);
server.on('upgrade', (request, socket, head) => {
  const { pathname } = urlOf(request);
  countsOf(pathname).handshakes++;
  socket.on('error', () => {});
  if (pathname === '/refuse') {
    socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
    return;
  }
  if (pathname === '/mute') return;
  sockets.handleUpgrade(request, socket, head, (webSocket) => serve(webSocket, request));
});

const say = (message: FromStreamServer) => process.send?.(message);

process.on('message', (message: ToStreamServer) => {
  if (message.type === 'reset') {
    counts.clear();
    lateness.reset();
  }
  say({
    type: 'counts',
    id: message.id,
    counts: Object.fromEntries(counts),
    stoodStillMs: lateness.maxMs,
  });
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', 1024, () => {
  const address = server.address();
  say({ type: 'listening', port: typeof address === 'object' && address ? address.port : 0 });
});
