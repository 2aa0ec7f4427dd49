import type { IncomingMessage } from 'node:http';
import type net from 'node:net';
import { type RawData, WebSocket } from 'ws';
import { MOST_KEPT_BYTES } from '../http/decode-body.ts';
import { RequestFailure } from '../http/error-kind.ts';
import type { WebSocketSession } from './websocket-session.ts';

/**
 * The connection of a WebSocket session. It is `ws`, since that takes 16 KB and 0.2 ms of CPU per open session where
 * undici's WebSocket takes 66 KB and 0.4 ms. Its listeners are the same functions for all sessions.
 */
export class SessionSocket extends WebSocket {
  readonly session: WebSocketSession;

  /** Throws when a header or a subprotocol is none. */
  constructor(
    session: WebSocketSession,
    url: string,
    protocols: string[],
    headers: Record<string, string>,
    createConnection: () => net.Socket,
  ) {
    super(url, protocols, {
      headers,
      createConnection,
      perMessageDeflate: false,
      maxPayload: MOST_KEPT_BYTES,
    });
    this.session = session;
    this.on('upgrade', onUpgrade);
    this.on('open', onOpen);
    this.on('unexpected-response', onUnexpectedResponse);
    this.on('message', onMessage);
    this.on('error', onError);
    this.on('close', onClose);
  }

  /** Says goodbye if it can, and closes without waiting for an answer. */
  hangUp(): void {
    if (this.readyState === WebSocket.OPEN) this.close(1001);
    this.terminate();
  }
}

function onUpgrade(this: WebSocket, { headers }: IncomingMessage): void {
  if (this instanceof SessionSocket) this.session.upgraded(headers);
}

function onOpen(this: WebSocket): void {
  if (this instanceof SessionSocket) this.session.ready();
}

function onUnexpectedResponse(
  this: WebSocket,
  _request: unknown,
  { statusCode = 0, headers }: IncomingMessage,
): void {
  if (this instanceof SessionSocket) this.session.refusedWith(statusCode, headers);
}

function onMessage(this: WebSocket, data: RawData): void {
  if (this instanceof SessionSocket && Buffer.isBuffer(data)) this.session.received(data);
}

function onError(this: WebSocket, error: Error): void {
  if (this instanceof SessionSocket) this.session.broke(named(error));
}

function onClose(this: WebSocket, code: number, reason: Buffer): void {
  if (this instanceof SessionSocket) this.session.closed(code, reason.toString());
}

/** Network errors have codes of the system; what else `ws` complains about is a breach of the protocol. */
function named(error: Error): Error {
  const code = 'code' in error ? String(error.code) : '';
  const ofProtocol = code === '' || code.startsWith('WS_ERR_') || code.startsWith('HPE_');
  return ofProtocol ? new RequestFailure('protocol', error.message) : error;
}
