import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  createSecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from 'node:http2';
import { connect, createServer as createNetServer, type Server, type Socket } from 'node:net';
import { SERVER_CERTIFICATE, SERVER_KEY } from '../../../runner/http/testing/authority.ts';
import { listen } from './listen.ts';

type Response = ServerResponse<IncomingMessage> | Http2ServerResponse;

/** How long the first to ask for `/stall` waits, and the rest of that time all who come before it is over. Milliseconds. */
export const STALL_MS = 1025;

/** A target that fails in every way, over http, https, HTTP/2 and through a proxy, and counts what reached it by path. */
export class FailingTarget {
  readonly seen = new Map<string, number>();
  plainPort = 0;
  securePort = 0;
  proxyPort = 0;
  private readonly servers: Server[] = [];
  private readonly sockets = new Set<Socket>();
  private stallEndsMs = Number.NaN;

  static async start(): Promise<FailingTarget> {
    const target = new FailingTarget();
    const answer = (request: IncomingMessage | Http2ServerRequest, response: Response) =>
      target.answer(request.url ?? '', response);
    target.plainPort = await target.open(createServer(answer));
    const options = { key: SERVER_KEY, cert: SERVER_CERTIFICATE, allowHTTP1: true };
    const secure = createSecureServer(options, answer);
    secure.on('session', (session: ServerHttp2Session) => session.on('error', () => {}));
    target.securePort = await target.open(secure);
    target.proxyPort = await target.open(target.proxy());
    return target;
  }

  stop(): void {
    for (const socket of this.sockets) socket.destroy();
    for (const server of this.servers) server.close();
  }

  private open(server: Server): Promise<number> {
    this.servers.push(server);
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => this.sockets.delete(socket));
    });
    return listen(server);
  }

  private answer(path: string, response: Response): void {
    this.seen.set(path, (this.seen.get(path) ?? 0) + 1);
    switch (path) {
      case '/slow':
        setTimeout(() => response.end('late'), 150);
        return;
      case '/never':
        return;
      case '/broken':
        response.statusCode = 500;
        response.end();
        return;
      case '/hang-up':
        hangUp(response);
        return;
      case '/half':
        response.setHeader('content-length', '100');
        partOf(response, () => hangUp(response));
        return;
      case '/stall': {
        const now = performance.now();
        if (!(this.stallEndsMs >= 0)) this.stallEndsMs = now + STALL_MS;
        setTimeout(() => response.end('at last'), Math.max(0, this.stallEndsMs - now));
        return;
      }
      default:
        response.end('fine');
    }
  }

  /** Passes bytes on, to the plain target when it is asked for an address and to the secure one through a tunnel. */
  private proxy(): Server {
    const pass = (socket: Socket, port: number, first: string | null) => {
      const onward = connect(port, '127.0.0.1', () => {
        if (first === null) socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        else onward.write(first);
      });
      const over = () => {
        socket.destroy();
        onward.destroy();
      };
      onward.on('error', over).on('close', over);
      socket.on('close', over);
      onward.pipe(socket);
      if (first === null) socket.pipe(onward);
      else socket.on('data', (bytes) => onward.write(withoutHost(bytes.toString('latin1'))));
    };
    return createServerOf((socket, asked) => {
      const [line = ''] = asked.split('\r\n');
      if (line.includes('dead.test')) socket.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n');
      else if (line.startsWith('CONNECT ')) pass(socket, this.securePort, null);
      else pass(socket, this.plainPort, withoutHost(asked));
    });
  }
}

/** One request without a body in one piece, as they come from this machine. */
const withoutHost = (request: string) => request.replace(/^GET http:\/\/[^/]+/, 'GET ');

function createServerOf(asked: (socket: Socket, request: string) => void): Server {
  return createNetServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (bytes) => asked(socket, bytes.toString('latin1')));
  });
}

function partOf(response: Response, then: () => void): void {
  // Not its stream, which knows of no header: without a length, half an answer may look like a whole one.
  if ('stream' in response) response.write('part', then);
  else response.write('part', then);
}

function hangUp(response: Response): void {
  if ('stream' in response) response.stream.session?.destroy();
  else response.socket?.destroy();
}
