import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPath, parsePlan } from './parse-plan.ts';
import { Plan } from './plan.ts';
import { samplePlanInput } from './sample-plan.ts';

/** What stands in plans, and what does not belong there. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    null,
    undefined,
    Number.NaN,
    -1,
    1e308,
    '',
    '0s',
    '{{',
    '{{x}}',
    '__proto__',
    'http://[',
  ),
  fc.constantFrom('request', 'group', 'repeat', 'choose', 'if', 'think', 'set', 'constant-vus', 'jsonpath'),
);

type Place = { holder: Record<string, unknown>; key: string };

/** Every place in a document that can be changed. */
function places(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...places(holder[key])]);
}

function expectAnswered(input: unknown): void {
  const result = parsePlan(input);
  if (result.ok) {
    // What was read is a plan, and stays the same when it is read again.
    expect(Plan.parse(result.plan)).toEqual(result.plan);
    return;
  }
  expect(result.issues.length).toBeGreaterThan(0);
  for (const { path, message } of result.issues) {
    expect(message).not.toBe('');
    expect(typeof formatPath(path)).toBe('string');
  }
}

describe('parsePlan', () => {
  it('answers for any JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), expectAnswered), { numRuns: 500 });
  });

  it('answers for a plan in which anything is something else, missing or too much', () => {
    const change = fc.record({ place: fc.nat(), value: odd, how: fc.constantFrom('set', 'remove', 'add') });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const input: unknown = JSON.parse(JSON.stringify(samplePlanInput()));
        for (const { place, value, how } of changes) {
          const all = places(input);
          const found = all[place % all.length];
          if (!found) continue;
          if (how === 'remove') delete found.holder[found.key];
          else found.holder[how === 'set' ? found.key : 'more'] = value;
        }
        expectAnswered(input);
      }),
      { numRuns: 1000 },
    );
  });
});
