import http2, {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type IncomingHttpHeaders,
  type IncomingHttpStatusHeader,
} from 'node:http2';
import type { Socket } from 'node:net';
import type { ConnectionUser } from '../http/connection.ts';
import type { Outgoing } from '../http/outgoing.ts';
import type { RunClock } from '../worker/run-clock.ts';
import { requestHeaders } from './request-headers.ts';
import { Http2Head } from './response-head.ts';
import { connectionClosed, type Farewell, farewellOf, noHttp2, streamReset } from './stream-failure.ts';

const { NGHTTP2_CANCEL, NGHTTP2_NO_ERROR, NGHTTP2_REFUSED_STREAM } = http2.constants;

/** How much a target may send before it must wait for us: enough for a fast network. Bytes. */
const WINDOW = 1024 * 1024;
/** Fields of one head; their 64 KB are bound by Node's own settings, as those of HTTP/1.1 are by ours. */
const MOST_FIELDS = 4000;
/** For bodies that are on their way out, MB: they are in memory anyway. */
const MOST_MEMORY = 1000;

/** Whose link it is. */
export interface LinkOwner {
  /** The request on its way is over; called before its user hears so. */
  requestOver(): void;
  /** The target has certainly not begun with the request, since it was about to leave: it goes out over a new connection. */
  sendElsewhere(outgoing: Outgoing, user: ConnectionUser, sentMs: number): void;
}

/** An open connection that speaks HTTP/2 (RFC 9113). Its VU has one request on it at a time. */
export class Http2Link {
  private readonly session: ClientHttp2Session;
  private readonly socket: Socket;
  private readonly clock: RunClock;
  private readonly owner: LinkOwner;
  /** The one whose answer is awaited: what is heard of others is of no interest any more. */
  private stream: ClientHttp2Stream | null = null;
  private farewell: Farewell | null = null;
  private requests = 0;
  private readBefore = 0;
  private writtenBefore = 0;

  /** `socket` is open and agreed on h2; from now on it belongs to the link. */
  constructor(authority: string, socket: Socket, clock: RunClock, owner: LinkOwner) {
    this.socket = socket;
    this.clock = clock;
    this.owner = owner;
    this.session = http2.connect(authority, {
      createConnection: () => socket,
      settings: { enablePush: false, initialWindowSize: WINDOW },
      maxHeaderListPairs: MOST_FIELDS,
      maxSessionMemory: MOST_MEMORY,
    });
    this.session.setLocalWindowSize(WINDOW);
    // The request in progress hears of it itself.
    this.session.on('error', ignore);
    this.session.on('goaway', (code: number, _last: number, data?: Buffer) => {
      this.farewell = farewellOf(code, data);
    });
  }

  /** Whether it takes another request. */
  get usable(): boolean {
    return this.farewell === null && !this.session.closed && !this.session.destroyed;
  }

  /** Sends a request. `user` hears the rest. */
  send(outgoing: Outgoing, user: ConnectionUser): void {
    const { body } = outgoing.options;
    const now = this.clock.now();
    this.requests++;
    user.onSent(now);
    let stream: ClientHttp2Stream;
    try {
      stream = this.session.request(requestHeaders(outgoing), { endStream: body === null });
    } catch (error) {
      this.owner.requestOver();
      user.onError(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    this.stream = stream;
    this.listen(stream, outgoing, user, now);
    if (body === null) user.onWritten?.();
    else stream.end(body, () => stream === this.stream && user.onWritten?.());
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

  /** Closes at once. A request in progress is not told. */
  destroy(): void {
    this.stream = null;
    this.session.destroy();
    this.socket.destroy();
  }

  private listen(stream: ClientHttp2Stream, outgoing: Outgoing, user: ConnectionUser, sentMs: number): void {
    let head: Http2Head | null = null;
    let left = 0;
    const fail = (error: Error) => {
      if (this.stream !== stream) return;
      this.stream = null;
      this.owner.requestOver();
      if (this.hasMissed(stream)) this.owner.sendElsewhere(outgoing, user, sentMs);
      else user.onError(error);
    };
    stream.on('response', (headers: IncomingHttpHeaders & IncomingHttpStatusHeader) => {
      if (this.stream !== stream) return;
      head = new Http2Head(headers);
      left = head.bodyBytes(outgoing.options.method);
      user.onBytes(this.clock.now());
      user.onHead(head);
    });
    stream.on('data', (chunk: Buffer) => {
      if (this.stream !== stream) return;
      left -= chunk.length;
      user.onBytes(this.clock.now());
      user.onData(chunk, 0, chunk.length, false);
    });
    stream.on('end', () => {
      if (this.stream !== stream || !head || stream.rstCode !== NGHTTP2_NO_ERROR) return;
      if (left > 0) {
        // A stream that is reset without an error ends like one that is complete.
        fail(streamReset(NGHTTP2_NO_ERROR));
        return;
      }
      this.stream = null;
      user.onBytes(this.clock.now());
      // The target has answered without reading all of the body: nobody waits for the rest.
      if (!stream.writableFinished) stream.close(NGHTTP2_CANCEL);
      this.owner.requestOver();
      user.onEnd();
    });
    stream.on('error', (error: Error) => fail(this.failureOf(stream, error)));
    stream.on('close', () => fail(this.failureOf(stream, null)));
  }

  /**
   * Whether the request crossed the target's announcement that it leaves, which promises that it did not begin with it
   * (RFC 9113, 8.7). What is refused over a connection that was made for it is a failure.
   */
  private hasMissed(stream: ClientHttp2Stream): boolean {
    return (
      stream.rstCode === NGHTTP2_REFUSED_STREAM &&
      this.farewell?.code === NGHTTP2_NO_ERROR &&
      this.requests > 1
    );
  }

  /** Errors of the network keep their own code; those of HTTP/2 get our kinds and words. */
  private failureOf(stream: ClientHttp2Stream, error: (Error & { code?: unknown }) | null): Error {
    const code = typeof error?.code === 'string' ? error.code : '';
    // Written behind the target's goodbye.
    if (code === 'EPIPE') return connectionClosed(this.farewell);
    if (error && !code.startsWith('ERR_HTTP2')) return error;
    if (error && (code === 'ERR_HTTP2_ERROR' || code === 'ERR_HTTP2_PROTOCOL_ERROR')) {
      return noHttp2(error.message);
    }
    const alone = code === 'ERR_HTTP2_STREAM_ERROR' || !this.session.destroyed;
    return alone ? streamReset(stream.rstCode ?? NGHTTP2_NO_ERROR) : connectionClosed(this.farewell);
  }
}

const ignore = () => {};
