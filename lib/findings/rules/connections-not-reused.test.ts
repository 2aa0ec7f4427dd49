import { expect, it } from 'vitest';
import { samplePlan } from '../../plan/sample-plan.ts';
import { Script } from '../../plan/script.ts';
import { findingsOf } from '../findings-of.ts';
import { evidence, exchange, requestFigures } from '../testing/evidence.ts';

const requests = [requestFigures('Home', { connections: 480 })];
const plan = samplePlan();
const kinds = (over: Parameters<typeof evidence>[0]) => findingsOf(evidence(over)).map(({ kind }) => kind);

it('finds connections that end though the client keeps them, and tells what the answers say of it', () => {
  const [found] = findingsOf(evidence({ summary: { requests } }));
  expect(found).toMatchObject({ kind: 'connections-not-reused', confidence: 'likely' });
  const samples = [exchange({ headers: [['Connection', 'close']] })];
  expect(findingsOf(evidence({ summary: { requests }, samples }))[0]).toMatchObject({
    confidence: 'certain',
    evidence: expect.arrayContaining([{ text: 'An answer said Connection: close.', curves: null }]),
  });
});

it('is silent where the plan, its script or its headers ask for it', () => {
  const script = (settings: object) =>
    Script.parse({ entry: 'a.js', files: { 'a.js': { text: '' } }, settings, exports: ['default'] });
  const asked = [
    { ...plan, script: script({ noConnectionReuse: true }) },
    { ...plan, script: { ...script({ noVUConnectionReuse: true }) } },
    {
      ...plan,
      scenarios: plan.scenarios.map((one) => ({ ...one, connections: 'new-per-iteration' as const })),
    },
    samplePlan({
      scenarios: [
        {
          name: 'S',
          executor: { type: 'constant-vus', vus: 1, duration: '1s' },
          steps: [{ type: 'request', name: 'Home', url: '/', headers: { Connection: 'close' } }],
        },
      ],
    }),
  ];
  for (const own of asked) expect(kinds({ plan: own, summary: { requests } })).toEqual([]);
  expect(kinds({ plan: { ...plan, script: script({}) }, summary: { requests } })).toEqual([
    'connections-not-reused',
  ]);
});

it('is silent when users make too few requests to use a connection again', () => {
  expect(kinds({ summary: { requests, totals: { maxVus: 300 } } })).toEqual([]);
});
