import type { Operator } from '../../lib/plan/condition.ts';
import { regexProblem } from '../../lib/plan/regex-problem.ts';
import { IterationFailure } from './values.ts';

/** Whether `actual` and `expected` fit together. `actual` undefined: there is nothing to compare. */
export type Comparison = (actual: string | undefined, expected: string) => boolean;

/**
 * Comparisons of texts. `above` and `below` read both sides as numbers, and are false when one is none. What is not
 * there fits nothing, not even `not-equals`: only `exists` asks for it.
 */
export function comparison(operator: Operator): Comparison {
  switch (operator) {
    case 'equals':
      return (actual, expected) => actual === expected;
    case 'not-equals':
      return (actual, expected) => actual !== undefined && actual !== expected;
    case 'contains':
      return (actual, expected) => actual?.includes(expected) === true;
    case 'not-contains':
      return (actual, expected) => actual?.includes(expected) === false;
    case 'matches':
      return matches();
    case 'above':
      return (actual, expected) => numberOf(actual) > numberOf(expected);
    case 'below':
      return (actual, expected) => numberOf(actual) < numberOf(expected);
    case 'exists':
      return (actual) => actual !== undefined;
  }
}

/** NaN for what is no number. */
const numberOf = (text: string | undefined) =>
  text === undefined || text.trim() === '' ? Number.NaN : Number(text);

/** Keeps the last expression compiled: it varies only when it holds placeholders. */
function matches(): Comparison {
  let source: string | undefined;
  let expression = /(?:)/;
  return (actual, expected) => {
    if (actual === undefined) return false;
    if (source !== expected) {
      const problem = regexProblem(expected);
      if (problem) throw new IterationFailure(`"${expected}" is ${problem}`);
      expression = new RegExp(expected);
      source = expected;
    }
    return expression.test(actual);
  };
}
