import type { LookupAddress } from 'node:dns';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cachedLookup } from './resolver.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const four = (...addresses: string[]): LookupAddress[] =>
  addresses.map((address) => ({ address, family: 4 }));

/** A resolver over a system that answers when it is told to. */
function makeResolver(freshMs: number, answer = four('10.0.0.1', '10.0.0.2', '10.0.0.3')) {
  const asked: ((error: Error | null) => void)[] = [];
  const lookup = cachedLookup(freshMs, (_, say) => asked.push((error) => say(error, error ? [] : answer)));
  const found: string[] = [];
  const ask = (name = 'shop') =>
    lookup(name, { all: true }, (error, addresses) => {
      found.push(
        error
          ? error.message
          : [addresses]
              .flat()
              .map((one) => (typeof one === 'string' ? one : one.address))
              .join(' '),
      );
    });
  return { asked, found, ask };
}

describe('looking names up', () => {
  it('asks once for all who wait, and begins with another address for each', () => {
    const { asked, found, ask } = makeResolver(1000);
    for (let i = 0; i < 4; i++) ask();
    expect([asked.length, found]).toEqual([1, []]);
    asked[0]?.(null);
    expect(found).toEqual([
      '10.0.0.1 10.0.0.2 10.0.0.3',
      '10.0.0.2 10.0.0.3 10.0.0.1',
      '10.0.0.3 10.0.0.1 10.0.0.2',
      '10.0.0.1 10.0.0.2 10.0.0.3',
    ]);
  });

  it.each([
    ['a time', 1000, [1, 1, 2]],
    ['ever', Number.POSITIVE_INFINITY, [1, 1, 1]],
    ['one connection', 0, [1, 2, 3]],
  ])('uses an answer for %s', (_, freshMs, counts) => {
    const { asked, found, ask } = makeResolver(freshMs);
    const seen: number[] = [];
    for (const waitMs of [0, 999, 1]) {
      vi.advanceTimersByTime(waitMs);
      ask();
      if (asked.length > (seen.at(-1) ?? 0)) asked.at(-1)?.(null);
      seen.push(asked.length);
    }
    expect(seen).toEqual(counts);
    expect(found).toHaveLength(3);
  });

  it.each([
    ['after its time', 1000, ['10.0.0.1', '10.0.0.1', '10.0.0.9']],
    ['with the next connection', 0, ['10.0.0.1', '10.0.0.9', '10.0.0.9']],
    ['never', Number.POSITIVE_INFINITY, ['10.0.0.1', '10.0.0.1', '10.0.0.1']],
  ])('follows a name that moves %s', (_, freshMs, used) => {
    let at = '10.0.0.1';
    const lookup = cachedLookup(freshMs, (_name, say) => say(null, four(at)));
    const found: unknown[] = [];
    for (const waitMs of [0, 500, 500]) {
      vi.advanceTimersByTime(waitMs);
      lookup('shop', {}, (_error, address) => found.push(address));
      at = '10.0.0.9';
    }
    expect(found).toEqual(used);
  });

  it('does not remember a failure', () => {
    const { asked, found, ask } = makeResolver(1000);
    ask();
    asked[0]?.(new Error('no such name'));
    ask();
    asked[1]?.(null);
    expect(found).toEqual(['no such name', '10.0.0.1 10.0.0.2 10.0.0.3']);
  });

  it('takes localhost for nothing but this machine', () => {
    const { asked, found, ask } = makeResolver(1000, four('10.0.0.1', '127.0.0.1'));
    ask('localhost');
    asked[0]?.(null);
    const elsewhere = makeResolver(1000, four('10.0.0.1'));
    elsewhere.ask('localhost');
    elsewhere.asked[0]?.(null);
    expect([found, elsewhere.found]).toEqual([['127.0.0.1'], ['localhost has no such address']]);
  });
});
