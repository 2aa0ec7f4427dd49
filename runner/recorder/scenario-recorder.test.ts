import { expect, it } from 'vitest';
import { ScenarioRecorder } from './scenario-recorder.ts';

it('gives the most VUs at work at one moment of each second, also when all are done at its end', () => {
  const recorder = new ScenarioRecorder(0);
  recorder.vus += 3;
  recorder.vus -= 3;
  recorder.vus += 2;
  expect(recorder.take().vus).toBe(3);
  recorder.vus -= 2;
  expect(recorder.take().vus).toBe(2);
  expect(recorder.take().vus).toBe(0);
});
