import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { RequestFailure } from './error-kind.ts';
import type { ProxyRoute } from './origins.ts';
import { proxyWants } from './proxy-route.ts';

const MOST_HEAD_BYTES = 16 * 1024;

/**
 * A tunnel through a proxy (CONNECT). What is written waits until it is open. `onOpen` is called then; a proxy that
 * refuses, and whatever befalls the socket to it, is the tunnel's own error.
 */
export class Tunnel extends Duplex {
  private readonly socket: Socket;
  private readonly route: ProxyRoute;
  private readonly onOpen: () => void;
  private head = '';
  private isOpen = false;
  private held: (() => void) | null = null;

  /** `host` has its port. */
  constructor(socket: Socket, host: string, route: ProxyRoute, onOpen: () => void) {
    super();
    this.socket = socket;
    this.route = route;
    this.onOpen = onOpen;
    const { authorization } = route;
    const fields = [`CONNECT ${host} HTTP/1.1`, `host: ${host}`];
    if (authorization !== '') fields.push(`proxy-authorization: ${authorization}`);
    socket.once('connect', () => socket.write(`${fields.join('\r\n')}\r\n\r\n`, 'latin1'));
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    socket.on('end', () => this.proxyLeft());
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.proxyLeft());
  }

  override _read(): void {
    this.socket.resume();
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    const write = () => {
      // Goodbyes of TLS and HTTP/2 to a side that has left are of no use, and no error.
      if (this.socket.writable) this.socket.write(chunk, done);
      else done();
    };
    if (this.isOpen) write();
    else this.held = write;
  }

  override _final(done: () => void): void {
    if (this.socket.writable) this.socket.end(done);
    else done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.socket.destroy();
    done(error);
  }

  private proxyLeft(): void {
    if (this.isOpen) this.push(null);
    else
      this.destroy(new RequestFailure('reset', 'the proxy closed the connection before it answered CONNECT'));
  }

  private receive(chunk: Buffer): void {
    if (this.isOpen) {
      if (!this.push(chunk)) this.socket.pause();
      return;
    }
    this.head += chunk.toString('latin1');
    const end = this.head.indexOf('\r\n\r\n');
    if (end < 0 && this.head.length < MOST_HEAD_BYTES) return;
    const failure = end < 0 ? refusal('a head over 16 KB') : failureOf(this.head.slice(0, end), this.route);
    if (failure) {
      this.destroy(failure);
      return;
    }
    this.isOpen = true;
    this.onOpen();
    const rest = this.head.slice(end + 4);
    if (rest !== '') this.push(Buffer.from(rest, 'latin1'));
    this.held?.();
    this.held = null;
  }
}

const refusal = (what: string) => new RequestFailure('protocol', `the proxy answered CONNECT with ${what}`);

function failureOf(head: string, route: ProxyRoute): RequestFailure | null {
  const [, status, reason = ''] = /^HTTP\/1\.[01] (\d{3})(?: ([^\r\n]*))?/.exec(head) ?? [];
  if (status === undefined) return refusal('no HTTP');
  if (status.startsWith('2')) return null;
  const said = `${status} ${reason}`.trim();
  return refusal(status === '407' ? `${said}; ${proxyWants(route)}` : said);
}
