import { isIP } from 'node:net';
import { type HostOverrides, overrideOf, portOf } from '../../lib/plan/host-override.ts';
import type { HostGuard } from '../../lib/run/host-guard.ts';
import { Place } from './place.ts';

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
  /** Where its connections go. */
  readonly place: Place;
};

/** Bounds the memory that a plan with ever new hosts can take. */
const MOST_KEPT = 10_000;

/** Knows the origins that were met, which of them are allowed, and where they are. */
export class Origins {
  private readonly guard: HostGuard;
  private readonly hosts: HostOverrides;
  private readonly known = new Map<string, Origin>();

  constructor(guard: HostGuard, hosts: HostOverrides) {
    this.guard = guard;
    this.hosts = hosts;
  }

  of(url: URL): Origin {
    const text = url.origin;
    const before = this.known.get(text);
    if (before) return before;
    const refusal = this.guard.refusal(url);
    const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const port = portOf(url);
    const origin: Origin = {
      text,
      secure: url.protocol === 'https:',
      hostname,
      host: `${url.hostname}:${port}`,
      allowed: refusal === null,
      refusal: refusal ?? '',
      place: new Place(hostname, port, overrideOf(this.hosts, url), isIP(hostname) === 0),
    };
    if (this.known.size >= MOST_KEPT) this.known.clear();
    this.known.set(text, origin);
    return origin;
  }
}
