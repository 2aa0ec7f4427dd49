// k6chaijs, from its documentation: expectations of chai that count as checks of k6, in named blocks.
import * as chai from 'chai';
import { check, group } from 'k6';

export const config = chai.config;
config.aggregateChecks ??= true;
config.logFailures ??= false;

/** A failed expectation: ends its block, and the iteration goes on. */
class ExpectationFailed extends Error {
  constructor(message) {
    super(message);
    this.name = 'AssertionError';
  }
}

function judge(assertion, args, original) {
  try {
    return original.apply(assertion, args);
  } catch (error) {
    if (error instanceof chai.AssertionError) throw new ExpectationFailed(error.message);
    throw error;
  }
}

chai.use((chaiItself) => {
  const original = chaiItself.Assertion.prototype.assert;
  chaiItself.Assertion.prototype.assert = function (...args) {
    const negated = chai.util.flag(this, 'negate');
    const passed = negated ? !args[0] : Boolean(args[0]);
    const title = titleOf(this, args, passed, negated);
    check(null, { [title]: () => passed });
    return judge(this, args, original);
  };
});

function titleOf(assertion, args, passed, negated) {
  const wanted = chai.util.flag(assertion, 'message');
  const template = (negated ? args[2] : args[1]) || '';
  const object =
    wanted && config.aggregateChecks
      ? wanted
      : shortened(chai.util.inspect(chai.util.flag(assertion, 'object')));
  const text = String(typeof template === 'function' ? template() : template)
    .replace('#{this}', object)
    .replace('#{exp}', shortened(chai.util.inspect(args[3])))
    .replace('#{act}', config.aggregateChecks && passed ? '' : shortened(chai.util.inspect(args[4])));
  return text.replace(/ but got\s*$/, '').trim();
}

function shortened(text) {
  const most = config.truncateMsgThreshold || 300;
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

export const expect = chai.expect;

export function describe(name, fn) {
  let passed = true;
  group(name, () => {
    try {
      fn();
    } catch (error) {
      passed = false;
      if (!(error instanceof ExpectationFailed)) {
        console.error(`Exception raised in test "${name}". Failing the test and continuing. \n${error}`);
        check(null, {
          [`Exception raised "${error instanceof Error ? error.message : error}"`]: () => false,
        });
      } else if (config.logFailures) console.warn(error.message);
    }
  });
  return passed;
}

const k6chaijs = { expect, describe, config };
export default k6chaijs;
