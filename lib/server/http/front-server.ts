import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ApiError } from '../../api/api-error.ts';
import { type Refusal, refusalOf } from '../http-guard.ts';
import type { AllowedHosts } from './allowed-hosts.ts';
import { contentSecurityPolicy, newNonce, SECURITY_HEADERS } from './security-headers.ts';

export type FrontServer = {
  /** The one that listens. */
  outer: Server;
  /**
   * Never listens: Next and Socket.IO attach to it, and nothing reaches it but through the guard. That holds for
   * listeners that they add later, too.
   */
  inner: Server;
  /** Lets requests in; before that they are told to come back. */
  open(allowed: AllowedHosts, authorize?: Authorize): void;
};

/** What of a request says who asks. */
export type Asking = Pick<IncomingMessage, 'method' | 'url'> & {
  headers: { authorization?: string };
  socket: { remoteAddress?: string };
};
/** Turns away who may not ask that; at once where nothing has to be looked up. */
export type Authorize = (request: Asking) => Promise<Refusal | undefined> | undefined;

/** Makes the door: guard and security headers in front of everything else. */
export function createFrontServer({ dev }: { dev: boolean }): FrontServer {
  const inner = createServer();
  let allowed: AllowedHosts | undefined;
  let authorize: Authorize | undefined;
  const outer = createServer((request, response) => {
    const pass = (refusal: Answer | undefined) => {
      if (refusal) return refuse(request, response, refusal);
      protect(request, response, dev);
      inner.emit('request', request, response);
    };
    const refusal = allowed ? refusalOf(request, allowed) : NOT_READY;
    const judged = refusal ? undefined : authorize?.(request);
    if (judged) judged.then(pass, () => pass(NOT_JUDGED));
    else pass(refusal);
  });
  outer.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const pass = (refusal: Answer | undefined) => {
      if (refusal) refuseUpgrade(socket, refusal);
      else inner.emit('upgrade', request, socket, head);
    };
    const refusal = allowed ? refusalOf(request, allowed, true) : NOT_READY;
    const judged = refusal ? undefined : authorize?.(request);
    if (judged) {
      // Until it is passed on nobody else listens.
      socket.on('error', () => socket.destroy());
      judged.then(pass, () => pass(NOT_JUDGED));
    } else pass(refusal);
  });
  return {
    outer,
    inner,
    open: (hosts, judge) => {
      authorize = judge;
      allowed = hosts;
    },
  };
}

type Answer = Omit<Refusal, 'status'> & { status: Refusal['status'] | 503 };

const NOT_READY: Answer = { status: 503, message: 'Rehearsal is starting. Try again in a moment.' };

const NOT_JUDGED: Answer = { status: 503, message: 'Whether you may ask this cannot be found out just now.' };

const CODES: Record<Answer['status'], ApiError['error']['code']> = {
  400: 'invalid',
  401: 'forbidden',
  403: 'forbidden',
  415: 'invalid',
  503: 'unavailable',
};

/** Sets the headers of the answer, and tells Next the nonce by the headers of the request. */
function protect(request: IncomingMessage, response: ServerResponse, dev: boolean): void {
  const nonce = newNonce();
  const policy = contentSecurityPolicy({ nonce, host: request.headers.host ?? '', dev });
  request.headers['content-security-policy'] = policy;
  request.headers['x-nonce'] = nonce;
  response.setHeader('Content-Security-Policy', policy);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
}

function refuse(request: IncomingMessage, response: ServerResponse, { status, message }: Answer): void {
  response.statusCode = status;
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Connection', 'close');
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  response.setHeader('X-Content-Type-Options', 'nosniff');
  const api = request.url?.startsWith('/api/');
  response.setHeader('Content-Type', api ? 'application/json' : 'text/plain; charset=utf-8');
  response.end(
    api ? JSON.stringify({ error: { code: CODES[status], message } } satisfies ApiError) : `${message}\n`,
  );
  request.resume();
}

function refuseUpgrade(socket: Duplex, { status, message }: Answer): void {
  const body = `${message}\n`;
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
