import type { Environment } from '../plan/environment.ts';
import { type HostAddress, overrideOf, portOf } from '../plan/host-address.ts';

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const MOST_KNOWN = 10_000;

type Pattern = { suffix: string | null; host: string; port: string | null };

type Refusal = { host: string; sentence: string };

/** What the guard needs to know of an environment. */
export type Bounds = Pick<Environment, 'allowedHosts' | 'hosts' | 'proxy'>;

/**
 * Says where load may go: to loopback, and to the hosts that the environment allows, wherever DNS says that they are. It
 * looks at the host of the URL alone, so a name that merely resolves to loopback must be allowed like any other. A name
 * that the environment overrides is judged by the addresses it is given instead: each of them must be allowed. Behind
 * a proxy both must be allowed, the target by its name and the proxy.
 */
export class HostGuard {
  private readonly patterns: Pattern[];
  private readonly hosts: Bounds['hosts'];
  private readonly proxy: URL | null;
  /** Refusals by origin, null where load may go. */
  private readonly known = new Map<string, Refusal | null>();

  constructor({ allowedHosts, hosts, proxy }: Bounds) {
    this.patterns = allowedHosts.map(patternOf);
    this.hosts = hosts;
    this.proxy = proxy ? new URL(proxy.url) : null;
  }

  allows(url: URL): boolean {
    return this.refusalOf(url) === null;
  }

  /** A sentence that names the host and says how to allow it; null when load may go there. */
  refusal(url: URL): string | null {
    return this.refusalOf(url)?.sentence ?? null;
  }

  /** The host, or the address that it is given, that would have to be allowed; null when load may go there. */
  refusedHost(url: URL): string | null {
    return this.refusalOf(url)?.host ?? null;
  }

  private refusalOf(url: URL): Refusal | null {
    const { origin } = url;
    const before = this.known.get(origin);
    if (before !== undefined) return before;
    const refusal = this.judge(url);
    if (this.known.size < MOST_KNOWN) this.known.set(origin, refusal);
    return refusal;
  }

  private judge(url: URL): Refusal | null {
    const proxy = proxyFor(this.proxy, url);
    if (!proxy) return this.judgeDirect(url);
    if (!this.isAllowed(url)) return { host: url.host, sentence: notAllowed(url.host) };
    const refused = this.judgeDirect(proxy);
    return refused && { ...refused, sentence: `${url.host} is reached through a proxy: ${refused.sentence}` };
  }

  private judgeDirect(url: URL): Refusal | null {
    const addresses = overrideOf(this.hosts, url);
    if (addresses === null) {
      return this.isAllowed(url) ? null : { host: url.host, sentence: notAllowed(url.host) };
    }
    const at = addresses.map((address) => atAddress(url, address)).find((one) => !this.isAllowed(one));
    if (at === undefined) return null;
    const sentence = `the environment sends ${url.host} to ${at.host}, and ${notAllowed(at.host)}`;
    return { host: at.host, sentence };
  }

  private isAllowed(url: URL): boolean {
    return isLoopback(url.hostname) || this.patterns.some((pattern) => matches(pattern, url));
  }
}

/** Whether a host of a URL can only be this machine. */
const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname);

/**
 * The proxy through which a URL is reached; null for none. To a proxy elsewhere `localhost` would be that machine, which
 * nobody allowed, so targets on this machine are reached without it.
 */
export function proxyFor(proxy: URL | null, url: URL): URL | null {
  if (!proxy || (isLoopback(url.hostname) && !isLoopback(proxy.hostname))) return null;
  return proxy;
}

const atAddress = (url: URL, { ip, port }: HostAddress): URL =>
  new URL(`${url.protocol}//${ip.includes(':') ? `[${ip}]` : ip}:${port ?? portOf(url)}`);

function patternOf(text: string): Pattern {
  const lower = text.toLowerCase();
  const port = /:(\d+)$/.exec(lower)?.[1] ?? null;
  const host = port === null ? lower : lower.slice(0, -port.length - 1);
  return { suffix: host.startsWith('*.') ? host.slice(1) : null, host, port };
}

function matches({ suffix, host, port }: Pattern, url: URL): boolean {
  if (port !== null && port !== String(portOf(url))) return false;
  if (suffix === null) return url.hostname === host;
  return url.hostname.endsWith(suffix) && url.hostname.length > suffix.length;
}

const notAllowed = (host: string) =>
  `${host} is not an allowed host, so nothing is sent to it; to allow it, add ${host} to the allowed hosts of the environment (--allow-host ${host})`;
