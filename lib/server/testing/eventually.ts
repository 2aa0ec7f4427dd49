import { expect } from 'vitest';

/** Asks until it is so. The timeout only bounds a failing test; on a busy machine a second is nothing. */
export function eventually<T>(ask: () => T) {
  return expect.poll(ask, { timeout: 20_000, interval: 10 });
}
