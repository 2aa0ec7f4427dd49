import { expect, it } from 'vitest';
import { samplePlan } from '../../lib/plan/sample-plan.ts';
import { Script } from '../../lib/plan/script.ts';
import type { ScenarioSnapshot } from '../../lib/run/snapshot.ts';
import { asksForOthers, Others } from './others.ts';

const second = (own: Partial<ScenarioSnapshot>) => ({
  scenarios: [
    {
      scenario: 0,
      vus: 0,
      iterations: 0,
      interruptedIterations: 0,
      droppedIterations: 0,
      failedIterations: 0,
      iterationDuration: new Uint8Array(0),
      ...own,
    },
  ],
});

it('adds up what the others do: VUs of their latest second, iterations of all seconds', () => {
  const others = new Others(3);
  expect(others.add(0, second({ vus: 2, iterations: 5 }))).toEqual({ vus: 0, completed: 0, interrupted: 0 });
  others.add(1, second({ vus: 3, iterations: 1, failedIterations: 1 }));
  others.add(1, second({ vus: 1, iterations: 4, interruptedIterations: 2 }));
  expect(others.add(2, second({}))).toEqual({ vus: 3, completed: 11, interrupted: 2 });
  expect(others.add(0, second({ vus: 9 }))).toEqual({ vus: 1, completed: 6, interrupted: 2 });
});

it('is asked for by scripts that name the instance alone', () => {
  const script = (text: string) => Script.parse({ entry: 'a.js', files: { 'a.js': { text } } });
  expect(asksForOthers(samplePlan({}))).toBe(false);
  expect(asksForOthers({ script: script('exec.instance.vusActive') })).toBe(true);
  expect(asksForOthers({ script: script('exec.vu.idInTest') })).toBe(false);
});
