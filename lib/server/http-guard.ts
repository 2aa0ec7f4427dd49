import type { IncomingMessage } from 'node:http';
import { RUN_FILE_TYPE } from '../record/run-file-type.ts';
import { type AllowedHosts, parseHost } from './http/allowed-hosts.ts';

/** Why a request is turned away before anything looks at it. */
export type Refusal = { status: 400 | 401 | 403 | 415; message: string };

type Request = Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'rawHeaders'>;

const HARMLESS = new Set(['GET', 'HEAD']);

/**
 * Turns away what a web page of another origin can make a browser send to us, whether by a request of its own, by a
 * form, by a WebSocket or by DNS rebinding. Stands in front of pages, routes and the socket alike.
 * `upgrade`: the request asks for a WebSocket, which browsers open across origins without asking anybody.
 */
export function refusalOf(request: Request, allowed: AllowedHosts, upgrade = false): Refusal | undefined {
  const { headers } = request;
  if (!request.url?.startsWith('/'))
    return { status: 400, message: 'Only requests for a path are answered here.' };

  const host = parseHost(headers.host ?? '');
  if (!host || countOf(request, 'host') !== 1)
    return { status: 400, message: 'The request needs one valid Host header.' };
  if (!allowed(host)) {
    return {
      status: 403,
      message:
        `Rehearsal does not answer to the name "${headers.host}". If this is how you reach it, start it with ` +
        `REHEARSAL_ALLOWED_HOSTS=${headers.host}.`,
    };
  }

  const path = request.url.split('?', 1)[0] ?? '';
  const strict = upgrade || !HARMLESS.has(request.method ?? '') || path.startsWith('/socket.io');
  if (!strict) return undefined;

  if (headers.origin !== undefined && !isOriginOf(headers.origin, headers.host ?? '')) {
    return { status: 403, message: `Requests from pages of another origin (${headers.origin}) are refused.` };
  }
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return { status: 403, message: 'Requests from pages of another site are refused.' };
  }
  const type = headers['content-type'];
  if (path.startsWith('/api/') && type !== undefined && !isJson(type) && type !== RUN_FILE_TYPE) {
    return { status: 415, message: `Send the body as application/json, not as ${type}.` };
  }
  return undefined;
}

/** Forms can be sent across origins without asking; a body of this type cannot. */
export function isJson(contentType: string): boolean {
  return contentType.split(';', 1)[0]?.trim().toLowerCase() === 'application/json';
}

/** A proxy in front of us may speak TLS, so the scheme may be either; host and port must be the very ones asked for. */
function isOriginOf(origin: string, host: string): boolean {
  const wanted = host.toLowerCase();
  return ['http', 'https'].some(
    (scheme) => origin.toLowerCase() === `${scheme}://${withoutDefaultPort(wanted, scheme)}`,
  );
}

function withoutDefaultPort(host: string, scheme: string): string {
  return host.replace(scheme === 'http' ? /:80$/ : /:443$/, '');
}

function countOf({ rawHeaders }: Request, name: string): number {
  let count = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) if (rawHeaders[i]?.toLowerCase() === name) count++;
  return count;
}
