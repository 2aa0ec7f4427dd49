import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { HealthAnswer } from '../../lib/health/judge-answer.ts';
import { freshMs } from '../../lib/plan/host-address.ts';
import type { RunRequest } from '../../lib/run/engine.ts';
import { HostGuard } from '../../lib/run/host-guard.ts';
import { fillerOf } from '../http/environment-text.ts';
import { type Network, openSocket } from '../http/open-socket.ts';
import { OpenSockets } from '../http/open-sockets.ts';
import { type Origin, Origins } from '../http/origins.ts';
import { proxyRoute } from '../http/proxy-route.ts';
import { cachedLookup } from '../http/resolver.ts';
import { tlsSettings } from '../http/tls-settings.ts';
import { Remotes } from '../recorder/remotes.ts';
import { RunClock } from '../worker/run-clock.ts';

/** Asks a target once, with GET; rejects when no whole answer comes before `signal` says so. */
export type AskTarget = (url: URL, signal: AbortSignal) => Promise<HealthAnswer>;

/** More of a page is not read. */
const MOST_BYTES = 5_000_000;

const NOBODY = { socketFound() {}, socketConnected() {}, socketOpen() {} };

/**
 * Asks beside the load, the same way that the load goes: names, proxy and TLS are those of the environment. Each question
 * has a connection of its own, since a target that is not well may hold on to old ones.
 */
export function targetAsker({
  environment,
  secrets,
}: Pick<RunRequest, 'environment' | 'secrets'>): AskTarget {
  // What is wrong with these texts is said by the load workers, before the run begins.
  const ignored = () => {};
  const fillIn = fillerOf(environment, secrets, ignored);
  const network: Network = {
    clock: new RunClock(),
    lookup: cachedLookup(freshMs(environment.resolve)),
    sourceFor: () => undefined,
    sockets: new OpenSockets(),
    remotes: new Remotes(),
    tls: tlsSettings(environment, fillIn, ignored),
  };
  const origins = new Origins(
    new HostGuard(environment),
    environment.hosts,
    proxyRoute(environment.proxy, fillIn),
  );
  return (url, signal) => {
    const origin = origins.of(url);
    return new Promise((resolve, reject) => {
      if (!origin.allowed) {
        reject(new Error(origin.refusal));
        return;
      }
      const asked = httpRequest({
        ...addressed(url, origin),
        createConnection: () => openSocket(origin, network, NOBODY, null),
        signal,
      });
      asked.once('error', reject);
      asked.once('response', (response) => answerOf(response).then(resolve, reject));
      asked.end();
    });
  };
}

/** A proxy is asked for the whole address, unless there is a tunnel. */
function addressed({ host, pathname, search }: URL, { text, secure, proxy }: Origin) {
  const path = pathname + search;
  const headers = { host, 'cache-control': 'no-cache', connection: 'close' };
  if (!proxy || secure) return { path, headers };
  const { authorization } = proxy;
  return {
    path: text + path,
    headers: authorization === '' ? headers : { ...headers, 'proxy-authorization': authorization },
  };
}

async function answerOf(response: IncomingMessage): Promise<HealthAnswer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) break;
    chunks.push(chunk);
  }
  return {
    status: response.statusCode ?? 0,
    header: (name) => [response.headers[name.toLowerCase()] ?? []].flat().join(', ') || null,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
