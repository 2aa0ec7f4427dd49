import { expect, it } from 'vitest';
import { samplePlan } from '../../plan/sample-plan.ts';
import { findingsOf } from '../findings-of.ts';
import { evidence, exchange, latency, probe, requestFigures } from '../testing/evidence.ts';

const kinds = (given: Parameters<typeof evidence>[0]) => findingsOf(evidence(given)).map(({ kind }) => kind);
const plan = (url: string, headers: Record<string, string> = {}) =>
  samplePlan({
    scenarios: [
      {
        name: 'S',
        executor: { type: 'constant-vus', vus: 1, duration: '1s' },
        steps: [{ type: 'request', name: 'Home', url, headers }],
      },
    ],
  });
/** Two queries of 10 ms of a request of 25 ms. */
const reading = {
  probes: [probe(['queries-per-request', 'GET /home', 2], ['query-mean', 'a', 0.01])],
  summary: { requests: [requestFigures('Home', { serviceTimeMs: latency(25) })] },
};

it('finds one address that costs the database as much each time', () => {
  const given = { ...reading, plan: plan('/home'), samples: [exchange()] };
  expect(findingsOf(evidence(given))[0]).toMatchObject({
    ...{ kind: 'repeated-reads', of: 'Home', confidence: 'likely', requests: ['Home'] },
  });
  expect(findingsOf(evidence({ ...given, samples: [] }))[0]?.confidence).toBe('possible');
});

it('is silent when addresses differ, users are told apart, the answer may be kept, or costs next to nothing', () => {
  const route = { probes: [probe(['queries-per-request', 'GET /:id', 2], ['query-mean', 'a', 0.01])] };
  expect(kinds({ ...reading, ...route, plan: plan('/{{$randomInt(1, 9)}}') })).toEqual([]);
  expect(kinds({ ...reading, plan: plan('/home', { Authorization: 'Bearer x' }) })).toEqual([]);
  const kept = [exchange({ headers: [['Cache-Control', 'public, max-age=5']] })];
  expect(kinds({ ...reading, plan: plan('/home'), samples: kept })).toEqual([]);
  const cheap = { probes: [probe(['queries-per-request', 'GET /home', 1], ['query-mean', 'a', 0.001])] };
  expect(kinds({ ...reading, ...cheap, plan: plan('/home') })).toEqual([]);
});

it('finds a statement without parameters that is asked all the time, but none with parameters', () => {
  const asked = (statement: string) => ({
    probes: [probe(['query-rate', statement, 5], ['query-mean', statement, 0.008])],
  });
  expect(kinds(asked('SELECT id, name FROM categories ORDER BY name'))).toEqual(['repeated-reads']);
  expect(kinds(asked('SELECT id FROM products WHERE id = $1'))).toEqual([]);
  expect(kinds(asked('listing_page'))).toEqual([]);
});
