import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import type { Environment } from '../../lib/plan/environment.ts';
import { overrideOf, portOf } from '../../lib/plan/host-address.ts';
import { HostGuard, proxyFor } from '../../lib/run/host-guard.ts';
import type { FillIn } from '../http/environment-text.ts';
import { proxyRoute } from '../http/proxy-route.ts';
import { tlsSettings } from '../http/tls-settings.ts';
import { Tunnel } from '../http/tunnel.ts';
import { ProbeProblem } from './probe-source.ts';

/** More of an answer is not read, bytes. */
export const MOST_PAGE_BYTES = 5_000_000;

/** Gets a text from an address, as the environment says that its targets are reached. Rejects with a ProbeProblem. */
export type FetchPage = (url: URL, headers: Record<string, string>, signal: AbortSignal) => Promise<string>;

/** Addresses are judged, found and trusted as those of requests; redirects are not followed. */
export function pageFetcher(environment: Environment, fillIn: FillIn): FetchPage {
  const guard = new HostGuard(environment);
  const problems: string[] = [];
  const settings = tlsSettings(environment, fillIn, (sentence) => problems.push(sentence));
  const route = proxyRoute(environment.proxy, fillIn);

  const optionsFor = (url: URL, signal: AbortSignal): RequestOptions => {
    const [given] = overrideOf(environment.hosts, url) ?? [];
    const host = given?.ip ?? url.hostname.replace(/^\[|\]$/g, '');
    const port = given?.port ?? portOf(url);
    const path = `${url.pathname}${url.search}`;
    const secure = {
      secureContext: url.protocol === 'https:' ? settings.context(url.hostname) : undefined,
      rejectUnauthorized: settings.verify,
      servername: settings.serverName || (net.isIP(url.hostname) === 0 ? url.hostname : ''),
    };
    const plain = { host, port, path, ...secure, agent: false, signal };
    if (!route || !proxyFor(route.url, url)) return plain;
    const proxy = { host: route.url.hostname, port: portOf(route.url) };
    if (url.protocol === 'http:') return { ...plain, ...proxy, path: url.href };
    const through = () => {
      const tunnel = new Tunnel(net.connect(proxy), `${url.hostname}:${portOf(url)}`, route, () => {});
      const socket = tls.connect({ socket: tunnel, ...secure });
      tunnel.on('error', (error) => socket.destroy(error));
      return socket;
    };
    return { ...plain, createConnection: through };
  };

  return async (url, headers, signal) => {
    const refusal = guard.refusal(url);
    if (refusal !== null) throw new ProbeProblem(refusal);
    if (problems[0] !== undefined) throw new ProbeProblem(problems[0]);
    const isProxied = route && url.protocol === 'http:' && proxyFor(route.url, url);
    const known = {
      host: url.host,
      'accept-encoding': 'identity',
      ...(isProxied && route.authorization !== '' && { 'proxy-authorization': route.authorization }),
      ...headers,
    };
    const response = await answerOf(url, { ...optionsFor(url, signal), headers: known });
    return textOf(response);
  };
}

function answerOf(url: URL, options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? https.request : http.request;
    send({ ...options, method: 'GET' }, resolve)
      .on('error', reject)
      .end();
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  const { statusCode = 0 } = response;
  if (statusCode < 200 || statusCode > 299) {
    response.destroy();
    throw new ProbeProblem(`answered ${statusCode}${statusWords(statusCode)}`);
  }
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    response.destroy();
    throw new ProbeProblem(`answered in ${encoding}, though it was asked not to`);
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    const part = Buffer.from(chunk);
    bytes += part.byteLength;
    if (bytes > MOST_PAGE_BYTES) {
      response.destroy();
      throw new ProbeProblem(`answered with more than ${MOST_PAGE_BYTES / 1e6} MB, the most that is read`);
    }
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function statusWords(status: number): string {
  if (status === 401 || status === 403) return ': it wants to know who asks; give it an authorization';
  if (status === 404) return ': there is no such page';
  return status >= 300 && status < 400 ? ': it leads elsewhere, which is not followed' : '';
}
