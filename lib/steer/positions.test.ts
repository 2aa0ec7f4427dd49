import { expect, it } from 'vitest';
import type { Timed } from '../load/start-times.ts';
import type { ScenarioAct } from '../load/steering/acts.ts';
import { positionsOf } from './positions.ts';

const scenarios: Timed[] = [
  {
    name: 'Ramp',
    startTime: '0s',
    executor: {
      type: 'ramping-vus',
      startVUs: 0,
      stages: [
        { duration: '10s', target: 10 },
        { duration: '0s', target: 20 },
        { duration: '10s', target: 20 },
      ],
      gracefulRampDown: '0s',
      gracefulStop: '0s',
    },
  },
  {
    name: 'After',
    startTime: '0s',
    startAfter: 'Ramp',
    executor: {
      type: 'constant-arrival-rate',
      rate: 30,
      timeUnit: '1m',
      duration: '10s',
      preAllocatedVUs: 1,
      maxVUs: 1,
      gracefulStop: '0s',
    },
  },
];

const said = (acts: ScenarioAct[], startedMs: (number | null)[], elapsedMs: number) =>
  positionsOf(scenarios, { acts, startedMs }, elapsedMs).map(
    ({ phase, load, stage, stages, secondsLeft }) => `${phase} ${load} ${stage}/${stages} ${secondsLeft}`,
  );

it('says where every scenario is, and what it should do', () => {
  expect(said([], [null, null], 4000)).toEqual(['running 4 1/2 6', 'waiting 0 0/1 null']);
  expect(said([], [null, null], 12_000)[0]).toBe('running 20 2/2 8');
  expect(said([], [null, 21_000], 22_000)).toEqual(['over 0 0/2 null', 'running 0.5 1/1 9']);
});

it('knows what was ordered, also what is about to happen', () => {
  const hold: ScenarioAct = { kind: 'hold', scenario: 0, intoMs: 5250 };
  expect(said([hold], [null, null], 5000)[0]).toBe('held 5 1/2 null');
  const acts: ScenarioAct[] = [hold, { kind: 'pause', scenario: 0, intoMs: 7000 }];
  expect(said(acts, [null, null], 8000)[0]).toBe('paused 0 0/2 null');
  const set: ScenarioAct = { kind: 'set', value: 33, scenario: 0, intoMs: 5250 };
  expect(said([set], [null, null], 5000)[0]).toBe('running 33 1/2 4.75');
});
