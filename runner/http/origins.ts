import { isIP } from 'node:net';
import { overrideOf, portOf } from '../../lib/plan/host-address.ts';
import type { HostOverrides } from '../../lib/plan/host-override.ts';
import { type HostGuard, proxyFor } from '../../lib/run/host-guard.ts';
import { Place } from './place.ts';

/** A proxy, and what it is told about who we are; empty for nothing. */
export type ProxyRoute = { url: URL; authorization: string };

/** Where requests go. One object per origin and worker, so that it can be compared by identity. */
export type Origin = {
  /** Scheme, host and port, as in `https://shop.example.com`. */
  readonly text: string;
  readonly secure: boolean;
  /** Host without brackets, as connections need it, and with its port, as results name it. */
  readonly hostname: string;
  readonly host: string;
  /** Whether load may go there, and a sentence about why it may not. */
  readonly allowed: boolean;
  readonly refusal: string;
  /** Where its connections go: to itself, or to the proxy. */
  readonly place: Place;
  readonly proxy: ProxyRoute | null;
};

/** Bounds the memory that a plan with ever new hosts can take. */
const MOST_KEPT = 10_000;

/** Knows the origins that were met, which of them are allowed, and where they are. */
export class Origins {
  private readonly guard: HostGuard;
  private readonly hosts: HostOverrides;
  private readonly proxy: ProxyRoute | null;
  private readonly known = new Map<string, Origin>();

  constructor(guard: HostGuard, hosts: HostOverrides, proxy: ProxyRoute | null) {
    this.guard = guard;
    this.hosts = hosts;
    this.proxy = proxy;
  }

  of(url: URL): Origin {
    const text = url.origin;
    const before = this.known.get(text);
    if (before) return before;
    const refusal = this.guard.refusal(url);
    const proxy = this.proxy && proxyFor(this.proxy.url, url) ? this.proxy : null;
    const origin: Origin = {
      text,
      secure: url.protocol === 'https:',
      hostname: bare(url.hostname),
      host: `${url.hostname}:${portOf(url)}`,
      allowed: refusal === null,
      refusal: refusal ?? '',
      place: this.placeOf(proxy?.url ?? url),
      proxy,
    };
    if (this.known.size >= MOST_KEPT) this.known.clear();
    this.known.set(text, origin);
    return origin;
  }

  private placeOf(url: URL): Place {
    const hostname = bare(url.hostname);
    return new Place(hostname, portOf(url), overrideOf(this.hosts, url), isIP(hostname) === 0);
  }
}

/** An IPv6 address without its brackets. */
const bare = (hostname: string) => hostname.replace(/^\[(.*)\]$/, '$1');
