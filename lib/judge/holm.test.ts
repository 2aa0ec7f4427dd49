import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm, holmLevels } from './holm.ts';

describe('holm', () => {
  // statsmodels 0.15.0: multipletests(p, method='holm'); so does R: p.adjust(p, "holm").
  it('corrects as statsmodels and R do', () => {
    const found = holm([0.01, 0.04, 0.03, 0.005, 0.2, 0.0001]);
    for (const [at, p] of [0.04, 0.09, 0.09, 0.025, 0.2, 0.0006].entries())
      expect(found[at]).toBeCloseTo(p, 12);
  });

  it('looks at each at the level at which it is rejected or not', () => {
    const value = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 30 }), (values) => {
        const adjusted = holm(values);
        const levels = holmLevels(values, 0.05);
        for (const [at, p] of values.entries())
          expect(p <= (levels[at] ?? 0)).toBe((adjusted[at] ?? 1) <= 0.05);
      }),
    );
  });
});
