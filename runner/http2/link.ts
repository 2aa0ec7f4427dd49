import http2, { type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import type { ConnectionUser } from '../http/connection.ts';
import { RequestFailure } from '../http/error-kind.ts';
import type { Outgoing } from '../http/outgoing.ts';
import type { RunClock } from '../worker/run-clock.ts';
import { requestHeaders } from './request-headers.ts';
import { Http2Head } from './response-head.ts';

/** How much a target may send before it must wait for us: enough for a fast network. Bytes. */
const WINDOW = 1024 * 1024;

/** An open connection that speaks HTTP/2 (RFC 9113). Its VU has one request on it at a time. */
export class Http2Link {
  private readonly session: ClientHttp2Session;
  private readonly socket: Socket;
  private readonly clock: RunClock;
  private leaving = false;
  private readBefore = 0;
  private writtenBefore = 0;

  /** `socket` is open and agreed on h2; from now on it belongs to the link. */
  constructor(authority: string, socket: Socket, clock: RunClock) {
    this.socket = socket;
    this.clock = clock;
    this.session = http2.connect(authority, {
      createConnection: () => socket,
      settings: { enablePush: false, initialWindowSize: WINDOW },
    });
    this.session.setLocalWindowSize(WINDOW);
    // The request in progress hears of it itself.
    this.session.on('error', ignore);
    this.session.on('goaway', () => {
      this.leaving = true;
    });
  }

  /** Whether it takes another request. */
  get usable(): boolean {
    return !this.leaving && !this.session.closed && !this.session.destroyed;
  }

  /** Sends a request. `user` hears the rest and then `over` is called, whichever way it went. */
  send(outgoing: Outgoing, user: ConnectionUser, over: () => void): void {
    const { body } = outgoing.options;
    user.onSent(this.clock.now());
    const stream = this.session.request(requestHeaders(outgoing), { endStream: body === null });
    this.listen(stream, user, over);
    if (body !== null) stream.end(body);
  }

  /** Bytes since the last time, frames of all kinds included, without TLS' own. */
  takeReceived(): number {
    const read = this.socket.bytesRead;
    const received = read - this.readBefore;
    this.readBefore = read;
    return received;
  }

  takeSent(): number {
    const written = this.socket.bytesWritten;
    const sent = written - this.writtenBefore;
    this.writtenBefore = written;
    return sent;
  }

  destroy(): void {
    this.session.destroy();
    this.socket.destroy();
  }

  private listen(stream: ClientHttp2Stream, user: ConnectionUser, over: () => void): void {
    let answered = false;
    let ended = false;
    const fail = (error: Error) => {
      if (ended) return;
      ended = true;
      over();
      user.onError(error);
    };
    stream.on('response', (headers) => {
      answered = true;
      user.onBytes(this.clock.now());
      user.onHead(new Http2Head(headers));
    });
    stream.on('data', (chunk: Buffer) => {
      user.onBytes(this.clock.now());
      user.onData(chunk, 0, chunk.length, false);
    });
    stream.on('end', () => {
      if (ended || !answered || stream.rstCode !== http2.constants.NGHTTP2_NO_ERROR) return;
      ended = true;
      user.onBytes(this.clock.now());
      over();
      user.onEnd();
    });
    stream.on('error', (error: Error) => fail(asFailure(error)));
    stream.on('close', () => fail(cutOff(stream.rstCode)));
  }
}

const ignore = () => {};

function cutOff(code: number): RequestFailure {
  const why = code === 0 ? '' : ` (HTTP/2 error code ${code})`;
  return new RequestFailure('reset', `the target closed the connection before its answer was complete${why}`);
}

/** Errors of the network keep their own code; those of HTTP/2 get our kinds. */
function asFailure(error: Error & { code?: unknown }): Error {
  const code = typeof error.code === 'string' ? error.code : '';
  if (code === 'ERR_HTTP2_ERROR' || code === 'ERR_HTTP2_PROTOCOL_ERROR') {
    return new RequestFailure('protocol', `the answer does not match the HTTP/2 protocol: ${error.message}`);
  }
  return code.startsWith('ERR_HTTP2') ? new RequestFailure('reset', error.message) : error;
}
