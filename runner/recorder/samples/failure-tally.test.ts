import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FailureReason, OTHER_FAILURES } from '../../../lib/run/snapshot.ts';
import { FailureTally } from './failure-tally.ts';
import { signatureOf } from './signature.ts';

const plain = (text: string) => text;

describe('signatureOf', () => {
  it.each([
    ['refused', 'connect ECONNREFUSED 127.0.0.1:3000', 'connect ECONNREFUSED N'],
    ['timeout', 'no complete response within 1.5 s', 'no complete response within N s'],
    ['plan', 'order 3f2504e0-4f89-41d3-9a0c-0305e82c3301 has no row 17', 'order <id> has no row N'],
    ['other', 'session 65f0aa12bc9981de is gone', 'session <id> is gone'],
    ['status', 'answered 503', 'answered 503'],
    ['check', 'check "page 2 is there" failed', 'check "page 2 is there" failed'],
  ] as const)('keeps of %s "%s" what failures of one cause share', (reason, message, signature) => {
    expect(signatureOf(reason, message)).toBe(signature);
  });
});

describe('FailureTally', () => {
  it('counts every failure exactly once, however many kinds there are and wherever seconds end', () => {
    const failure = fc.record({
      series: fc.option(fc.nat(3)),
      reason: fc.constantFrom<FailureReason[]>('reset', 'status', 'plan'),
      message: fc.oneof(
        fc.nat(400).map((id) => `kind ${'x'.repeat(id)}`),
        fc.nat(5000).map((id) => `row ${id}`),
      ),
    });
    fc.assert(
      fc.property(fc.array(fc.array(failure, { maxLength: 400 }), { maxLength: 4 }), (seconds) => {
        const tally = new FailureTally(plain);
        const counted = new Map<string, number>();
        const expected = new Map<string, number>();
        for (const second of seconds) {
          for (const { series, reason, message } of second) {
            tally.count(series, reason, message);
            const key = `${series} ${reason}`;
            expected.set(key, (expected.get(key) ?? 0) + 1);
          }
          const taken = tally.take();
          expect(new Set(taken.map((one) => JSON.stringify({ ...one, count: 0 }))).size).toBe(taken.length);
          for (const { series, reason, count } of taken) {
            const key = `${series} ${reason}`;
            counted.set(key, (counted.get(key) ?? 0) + count);
          }
        }
        expect(counted).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('tells only so many kinds apart, and counts the others together', () => {
    const tally = new FailureTally(plain);
    for (let kind = 0; kind < 1000; kind++)
      tally.count(0, 'other', `kind ${'x'.repeat(kind % 150)}${'y'.repeat(kind % 49)}`);
    const taken = tally.take();
    expect(taken.length).toBe(201);
    expect(taken.reduce((sum, { count }) => sum + count, 0)).toBe(1000);
    expect(taken.find(({ signature }) => signature === OTHER_FAILURES)?.count).toBeGreaterThan(0);
    expect(tally.take()).toEqual([]);
  });

  it('takes secrets out of signatures', () => {
    const tally = new FailureTally((text) => text.replaceAll('geheim', '***'));
    tally.count(0, 'protocol', 'redirects to "geheim:", which is no address');
    expect(tally.take()[0]?.signature).toBe('redirects to "***:", which is no address');
  });

  it('wants the first samples, then ever fewer, but always late ones too', () => {
    const { schedule } = new FailureTally(plain).count(0, 'reset', 'closed');
    const taken: number[] = [];
    for (let second = 0; second < 8 * 3600; second++) {
      if (!schedule.isDue(second * 1000)) continue;
      schedule.took(second * 1000);
      taken.push(second);
    }
    expect(taken.slice(0, 5)).toEqual([0, 1, 2, 3, 4]);
    expect(taken.length).toBeLessThan(22);
    expect(taken.at(-1)).toBeGreaterThan(2 * 3600);
  });
});
