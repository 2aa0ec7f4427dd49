import { describe, expect, it } from 'vitest';
import { randomFrom } from '../judge/random.ts';
import { Plan } from '../plan/plan.ts';
import { curveOf } from './curve.ts';
import { loadMixOf } from './load-mix.ts';
import { simulateSearch } from './testing/simulate-search.ts';
import { around, exponential, fixed, type TargetModel } from './testing/simulated-target.ts';

const slow = (ms: number) => [{ metric: 'http_req_duration', rule: `p(95)<${ms}` }];
const answered = (search: Parameters<typeof simulateSearch>[0]) => {
  const { report, seconds } = simulateSearch(search);
  const { answer } = report;
  if (!answer) throw new Error('There is no answer');
  return { report, seconds, answer, low: answer.low ?? 0, high: answer.high ?? Number.POSITIVE_INFINITY };
};

describe('against targets of which the capacity is known by construction', () => {
  // N slots of a fixed service time S finish N / S a second, and no more.
  it.each([
    [8, 0.02, 400],
    [2, 0.05, 40],
    [32, 0.1, 320],
  ])('finds the rate that %d slots of %d s can serve', (slots, service, truth) => {
    for (const seed of [1, 2, 3]) {
      const model = { slots, service: around(service, 0.1, randomFrom(seed)) };
      const { answer, low, high } = answered({
        model,
        thresholds: slow(5000 * service),
        settings: { beyond: false },
      });
      expect(low).toBeLessThanOrEqual(truth);
      expect(high).toBeGreaterThanOrEqual(truth);
      expect(Math.abs((answer.best ?? 0) / truth - 1)).toBeLessThan(0.05);
      expect(answer).toMatchObject({ isSure: true, end: 'found' });
    }
  });

  it('finds the users that may share 8 slots of 20 ms', () => {
    // Each of N users waits N / 8 turns of 20 ms: 25 turns are 500 ms. Of 202, 5 % would have to wait for 26.
    const model = { slots: 8, service: fixed(0.02), think: fixed(0) };
    const { low, high, report } = answered({ model, thresholds: slow(510) });
    expect(low).toBeLessThanOrEqual(200);
    expect(high).toBeGreaterThanOrEqual(200);
    expect(high / low).toBeLessThan(1.06);
    expect(report.beyond).toMatchObject({ outcome: 'graceful' });
    // 8 users keep all slots busy.
    expect(curveOf(report).knee?.load).toBe(8);
  });

  it('finds it again in a second search, within the intervals', () => {
    const model = (seed: number): TargetModel => {
      const random = randomFrom(seed);
      return { slots: 8, service: exponential(0.02, random), think: exponential(0.2, random) };
    };
    const [one, other] = [11, 12].map((seed) => answered({ model: model(seed), thresholds: slow(150) }));
    expect(one?.low).toBeLessThanOrEqual(other?.high ?? 0);
    expect(other?.low).toBeLessThanOrEqual(one?.high ?? 0);
  });
});

it('is not led astray by a moment of noise: what broke once must break again', () => {
  const model: TargetModel = { slots: 8, service: fixed(0.02) };
  const usual = model.service;
  const { answer, report } = answered({
    model,
    thresholds: slow(100),
    settings: { startLoad: 50, beyond: false },
    // While 100 or 200 a second are tried, something else takes the target.
    disturb: (_, second) => {
      model.service = second >= 15 && second < 40 ? fixed(0.2) : usual;
    },
  });
  expect(report.steps.some(({ load, outcome }) => load <= 200 && outcome === 'broken')).toBe(true);
  expect(answer.low).toBeGreaterThan(380);
  expect(answer.high).toBeLessThan(420);
});

it('stays below the ceilings, and says that it knows no upper end', () => {
  const model = { slots: 100, service: fixed(0.01), think: fixed(0.1) };
  const { answer, report } = answered({ model, thresholds: slow(100), environment: { maxVUs: 40 } });
  expect(answer).toMatchObject({ low: 40, high: null, best: null, end: 'ceiling', isSure: true });
  expect(Math.max(...report.steps.map(({ load }) => load))).toBe(40);
});

it('says so when thresholds do not hold for a single user', () => {
  const { answer } = answered({
    model: { slots: 1, service: fixed(0.5), think: fixed(0) },
    thresholds: slow(100),
  });
  expect(answer).toMatchObject({ low: null, high: 0, end: 'below-start' });
});

describe('beyond twice the capacity', () => {
  const at = (over: Partial<TargetModel>) =>
    answered({
      model: { slots: 8, service: fixed(0.02), think: fixed(0.1), ...over },
      thresholds: [...slow(60), { metric: 'http_req_failed', rule: 'rate<0.01' }],
    }).report;

  it('tells a target that turns away what it cannot do from one that does ever less', () => {
    expect(at({ queue: 40 }).beyond).toMatchObject({
      outcome: 'graceful',
      recoverySeconds: expect.any(Number),
    });
    const collapsed = at({ slowedBy: 0.02 }).beyond;
    expect(collapsed?.outcome).toBe('collapses');
    expect(collapsed?.goodputShare).toBeLessThan(0.9);
  });

  it('tells when it does not come back', () => {
    const { answer, beyond, steps } = at({ breaksAt: 60 });
    // Whether already the search or only twice the capacity breaks it.
    expect(beyond?.outcome ?? answer?.end).toMatch(/^(does-not-come-back|no-recovery)$/);
    expect(steps.length).toBeGreaterThan(0);
  });
});

it('cannot look for the capacity of a mix of users and rates, and says why', () => {
  const plan = Plan.parse({
    version: 1,
    name: 'Mix',
    scenarios: [
      { name: 'A', executor: { type: 'constant-vus', vus: 1, duration: '1s' } },
      { name: 'B', executor: { type: 'constant-arrival-rate', rate: 1, duration: '1s', maxVUs: 1 } },
    ].map((one) => ({ ...one, steps: [{ type: 'request', name: 'x', url: '/' }] })),
  });
  expect(loadMixOf(plan, { maxVUs: 10, maxRequestsPerSecond: 10 })).toHaveProperty('problem');
});
