import type { HostGuard } from '../../lib/run/host-guard.ts';

/** Where requests go. One object per origin and worker, so that it can be compared by identity. */
export type Origin = {
  /** Scheme, host and port, as in `https://shop.example.com`. */
  readonly text: string;
  readonly secure: boolean;
  /** Whether load may go there. */
  readonly allowed: boolean;
  readonly url: URL;
};

/** Bounds the memory that a plan with ever new hosts can take. */
const MOST_KEPT = 10_000;

/** Knows the origins that were met, and which of them are allowed. */
export class Origins {
  private readonly guard: HostGuard;
  private readonly known = new Map<string, Origin>();

  constructor(guard: HostGuard) {
    this.guard = guard;
  }

  of(url: URL): Origin {
    const text = url.origin;
    const before = this.known.get(text);
    if (before) return before;
    const origin = {
      text,
      secure: url.protocol === 'https:',
      allowed: this.guard.allows(url),
      url: new URL(text),
    };
    if (this.known.size >= MOST_KEPT) this.known.clear();
    this.known.set(text, origin);
    return origin;
  }
}
