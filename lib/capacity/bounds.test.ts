import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../judge/random.ts';
import { boundsOf, exactBounds } from './bounds.ts';

describe('exactBounds', () => {
  it.each([
    // Clopper and Pearson at 95 %: by the closed form of 0 of n, and R's binom.test(5, 100).
    [0, 100, 0, 1 - 0.025 ** (1 / 100)],
    [100, 100, 0.025 ** (1 / 100), 1],
    [5, 100, 0.01643, 0.11283],
  ])('of %d of %d', (bad, of, low, high) => {
    const found = exactBounds(bad, of, 0.025);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });
});

describe('boundsOf', () => {
  it('lies around the ratio, and narrower with more seconds', () => {
    const second = fc.record({ bad: fc.integer({ min: 0, max: 50 }), of: fc.integer({ min: 50, max: 60 }) });
    fc.assert(
      fc.property(fc.array(second, { minLength: 1, maxLength: 40 }), (seconds) => {
        const found = boundsOf(seconds, { kind: 'share' }, 0.001);
        if (!found) throw new Error('There is something');
        expect(found.low).toBeLessThanOrEqual(found.ratio + 1e-9);
        expect(found.high).toBeGreaterThanOrEqual(found.ratio - 1e-9);
      }),
    );
    expect(boundsOf([], { kind: 'share' }, 0.001)).toBeNull();
    expect(boundsOf([{ bad: 0, of: 0 }], { kind: 'mean' }, 0.001)).toBeNull();
  });

  it.each([0, 0.5])('covers the truth where one second has to do with the next: memory %d', (memory) => {
    let missed = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const random = randomFrom(seed);
      let level = 0;
      const seconds = Array.from({ length: 40 }, () => {
        const fresh = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
        level = memory * level + Math.sqrt(1 - memory * memory) * fresh;
        const share = Math.min(1, Math.max(0, 0.3 + 0.1 * level));
        return { bad: Math.round(200 * share), of: 200 };
      });
      const found = boundsOf(seconds, { kind: 'share' }, 0.025);
      if (!found || found.low > 0.3 || found.high < 0.3) missed++;
    }
    // 5 % are allowed; where seconds hang together, that is hard to know of forty of them.
    expect(missed / 300).toBeLessThan(memory === 0 ? 0.06 : 0.13);
  });
});
