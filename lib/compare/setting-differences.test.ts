import { describe, expect, test } from 'vitest';
import type { RunDetail, RunListItem } from '../api/contract.ts';
import { RunSurroundings } from '../plan/environment.ts';
import { Plan } from '../plan/plan.ts';
import { initialState, reduce, viewOf } from '../run/run-state.ts';
import { snapshotOf } from '../run/sample-snapshots.ts';
import type { RunView } from '../run/view.ts';
import { settingDifferences } from './setting-differences.ts';

const plan = Plan.parse({
  version: 1,
  name: 'Shop',
  scenarios: [
    {
      name: 'Visit',
      executor: { type: 'constant-vus', vus: 1, duration: '60s' },
      steps: [{ type: 'request', method: 'GET', url: '/' }],
    },
  ],
});

/** A run of a minute that is over. */
function endedView(): RunView {
  const state = initialState(plan, { maxRequestsPerSecond: 1000 });
  reduce(state, { type: 'started', startedAt: 0, workers: 1 });
  for (let second = 0; second < 60; second++)
    reduce(state, { type: 'snapshot', snapshot: snapshotOf(second, [{ responseMs: 10 }]) });
  reduce(state, { type: 'finished', reason: { kind: 'completed' }, durationMs: 60_000 });
  return viewOf(state, { id: 'r1' });
}

function detail(run: Partial<RunListItem> = {}, view: Partial<RunView> = {}): RunDetail {
  return {
    run: {
      id: 'r1',
      plan: { id: 'p1', name: 'Shop', versionId: 'v1', versionNumber: 1 },
      environment: { id: 'e1', name: 'Shop 1.0', baseUrl: 'http://127.0.0.1:4010' },
      release: '1.0',
      gitCommit: '',
      note: '',
      pinned: false,
      status: 'finished',
      verdict: 'passed',
      endReason: null,
      createdAt: '2026-01-02T03:04:05.000Z',
      startedAt: '2026-01-02T03:04:05.000Z',
      endedAt: '2026-01-02T03:05:05.000Z',
      durationSeconds: 60,
      figures: null,
      ...run,
    },
    plan,
    view: { ...endedView(), ...view },
  };
}

const texts = (one: RunDetail, other: RunDetail) =>
  settingDifferences(one, other).map(({ what, text }) => `${what}: ${text}`);

describe('settingDifferences', () => {
  test('says when random choices began elsewhere', () => {
    expect(texts(detail({ seed: 5 }), detail({ seed: 5 }))).toEqual([]);
    expect(texts(detail(), detail({ seed: 5 }))).toEqual([
      'Random choices: Rows of data, waits and generated values were drawn by chance, then from seed 5.',
    ]);
  });

  test('like runs of two releases have none', () => {
    expect(settingDifferences(detail(), detail({ id: 'r2', release: '1.1', durationSeconds: 62.4 }))).toEqual(
      [],
    );
  });

  test('names plan version, environment and length', () => {
    const other = detail({
      plan: { id: 'p1', name: 'Shop', versionId: 'v3', versionNumber: 3 },
      environment: { id: 'e2', name: 'Shop 1.1', baseUrl: 'http://127.0.0.1:4011' },
      durationSeconds: 300,
    });
    expect(texts(detail(), other)).toEqual([
      'Plan version: Version 1 of the plan, then version 3.',
      'Environment: Shop 1.0 (http://127.0.0.1:4010), then Shop 1.1 (http://127.0.0.1:4011).',
      'Length: 1 min, then 5 min.',
    ]);
  });

  test('names what was changed of an environment in between', () => {
    const surroundings = RunSurroundings.parse({ variables: { flag: 'off' } });
    const one = { ...detail(), surroundings };
    const other = { ...one, surroundings: { ...surroundings, variables: { flag: 'on' } } };
    expect(settingDifferences(one, one)).toEqual([]);
    const [difference] = settingDifferences(one, other);
    expect(difference?.text).toBe('Shop 1.0 (http://127.0.0.1:4010) was changed in between: variables.');
    expect(difference?.lines?.map(({ sign, text }) => sign + text)).toEqual([
      '-variables: {"flag":"off"}',
      '+variables: {"flag":"on"}',
    ]);
  });

  test('a run that was steered had another load', () => {
    const acts: RunView['acts'] = [{ scenario: 0, intoMs: 4000, kind: 'set', value: 9 }];
    expect(texts(detail(), detail({}, { acts }))).toEqual([
      'Steering: The candidate was steered while it ran, the baseline was not: they did not get the same load.',
    ]);
    expect(texts(detail({}, { acts }), detail({}, { acts }))).toEqual([]);
    expect(texts(detail({}, { acts }), detail({}, { acts: [...acts, ...acts] }))[0]).toContain('Both were');
  });

  test('what takes the trust away comes first', () => {
    const generator = { ...endedView().generator, valid: false, reasons: ['CPU at 99 %'] };
    const one = detail({ plan: { id: 'p2', name: 'Spike', versionId: 'v9', versionNumber: 1 } });
    expect(texts(one, detail({ durationSeconds: 90 }, { verdict: 'invalid', generator }))).toEqual([
      'Generator: The candidate is invalid: CPU at 99 %. Its figures cannot be trusted.',
      'Plan: Different plans: “Spike” and “Shop”. They may not make the same load.',
      'Length: 1 min, then 1 min 30 s.',
    ]);
  });

  test('says that a run ended early, or has not ended', () => {
    const aborted = detail({}, { verdict: 'aborted', endReason: 'Stopped by a user.' });
    const going = detail({ durationSeconds: null }, { verdict: null, status: 'running' });
    expect(texts(aborted, going)).toEqual([
      'Aborted: The baseline ended early: Stopped by a user.',
      'Unfinished: The candidate is still going on; its figures are those so far.',
    ]);
  });
});
