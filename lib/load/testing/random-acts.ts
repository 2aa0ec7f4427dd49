import fc from 'fast-check';
import type { LoadChange, ScenarioAct } from '../steering/acts.ts';

const change: fc.Arbitrary<LoadChange> = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), value: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ kind: fc.constant('extend' as const), ms: fc.integer({ min: 1, max: 9000 }) }),
  fc.record({ kind: fc.constantFrom('hold', 'go-on', 'skip', 'pause', 'resume') }),
);

/** Acts of the first scenario in the order of time; what is held or paused is let go in the end. */
export const randomActs: fc.Arbitrary<ScenarioAct[]> = fc
  .array(fc.record({ change, gapMs: fc.integer({ min: 0, max: 9000 }) }), { minLength: 1, maxLength: 8 })
  .chain((steps) => fc.integer({ min: -4000, max: 4000 }).map((first) => ({ steps, first })))
  .map(({ steps, first }) => {
    let intoMs = first;
    const acts = steps.map(({ change, gapMs }): ScenarioAct => {
      intoMs += gapMs;
      return { ...change, scenario: 0, intoMs };
    });
    const ends = (['resume', 'go-on'] as const).map(
      (kind): ScenarioAct => ({ kind, scenario: 0, intoMs: Math.max(0, intoMs) + 1000 }),
    );
    return [...acts, ...ends];
  });
