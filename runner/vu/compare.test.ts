import { describe, expect, it } from 'vitest';
import { OPERATORS } from '../../lib/plan/condition.ts';
import { comparison } from './compare.ts';
import { IterationFailure } from './values.ts';

describe('comparison', () => {
  it.each([
    ['equals', 'a', 'a', true],
    ['equals', 'a', 'b', false],
    ['not-equals', 'a', 'b', true],
    ['contains', 'abc', 'bc', true],
    ['not-contains', 'abc', 'x', true],
    ['matches', 'order-17', '^order-\\d+$', true],
    ['matches', 'order', '\\d', false],
    ['above', '10', '9', true],
    ['above', '9', '10', false],
    ['above', 'ten', '9', false],
    ['below', '1.5', '2', true],
    ['below', '', '2', false],
    ['exists', '', '', true],
  ] as const)('%s: %s with %s', (operator, actual, expected, result) => {
    expect(comparison(operator)(actual, expected)).toBe(result);
  });

  it('fits nothing that is not there', () => {
    for (const operator of OPERATORS) expect(comparison(operator)(undefined, 'a')).toBe(false);
  });

  it('ends the iteration at an expression that a placeholder made wrong, and goes on with a right one', () => {
    const matches = comparison('matches');
    expect(() => matches('a', '(')).toThrow(IterationFailure);
    expect(matches('a', 'a')).toBe(true);
  });
});
