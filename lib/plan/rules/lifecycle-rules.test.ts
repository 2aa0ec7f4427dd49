import { expect, it } from 'vitest';
import { checkNames } from '../../template/check-names.ts';
import { formatPath, parsePlan } from '../parse-plan.ts';
import type { PlanInput } from '../plan.ts';
import { samplePlan } from '../sample-plan.ts';

type Scenario = PlanInput['scenarios'][number];

const scenario = (name: string, over: Partial<Scenario> = {}): Scenario => ({
  name,
  executor: { type: 'constant-vus', vus: 2, duration: '1m' },
  steps: [{ type: 'request', url: '/' }],
  ...over,
});
const faults = (over: Partial<PlanInput>) => {
  const result = parsePlan({ version: 1, name: 'P', scenarios: [scenario('A')], ...over });
  return result.ok ? [] : result.issues.map(({ path, message }) => `${formatPath(path)}: ${message}`);
};

it.each<[scenarios: Scenario[], fault: string | undefined]>([
  [[scenario('A'), scenario('B', { startAfter: 'A', startTime: '5s' })], undefined],
  [
    [scenario('Alpha'), scenario('B', { startAfter: 'Alhpa' })],
    'scenarios[1].startAfter: no scenario is called "Alhpa" (did you mean "Alpha"?); there are "Alpha"',
  ],
  [[scenario('A', { startAfter: 'A' })], 'scenarios[0].startAfter: a scenario cannot start after itself'],
  [
    [scenario('A', { startAfter: 'B' }), scenario('B', { startAfter: 'A' })],
    'scenarios[0].startAfter: "A" would wait for itself: "A" after "B" after "A"',
  ],
  [
    [
      scenario('A', { executor: { type: 'constant-vus', vus: 1, duration: '4d' } }),
      scenario('B', { executor: { type: 'constant-vus', vus: 1, duration: '4d' }, startAfter: 'A' }),
    ],
    'scenarios[1].startAfter: with this start the run could take 8d30s; a run may take 7d',
  ],
  [
    [
      scenario('A', {
        executor: { type: 'constant-arrival-rate', rate: 1, duration: '1m', maxVUs: 2 },
        pacing: { distribution: 'constant', period: '1s' },
      }),
    ],
    'scenarios[0].pacing: constant-arrival-rate says itself when iterations start',
  ],
  [
    [scenario('A', { pacing: { distribution: 'uniform', min: '5s', max: '1s' } })],
    'scenarios[0].pacing.max: must not be shorter than min (5s); swap the two',
  ],
  [[scenario('A', { tags: { name: 'x' } })], 'scenarios[0].tags.name: every plan has the tag "name" already'],
  [[scenario('A', { tags: { team: '{{x}}' } })], 'scenarios[0].tags.team: tags are taken as they are'],
])('judges scenarios %#', (scenarios, fault) => {
  if (fault === undefined) expect(faults({ scenarios })).toEqual([]);
  else expect(faults({ scenarios }).join('\n')).toContain(fault);
});

const using = (executor: Scenario['executor']) =>
  scenario('A', { executor, steps: [{ type: 'request', url: '/{{rows.id}}' }] });
const rows = (over: object) => [
  { name: 'rows', source: 'rows', rows: [{ id: 1 }, { id: 2 }, { id: 3 }], ...over },
];

it.each<[data: object, executor: Scenario['executor'], fault: string | undefined]>([
  [{ order: 'unique-per-vu' }, { type: 'constant-vus', vus: 3, duration: '1m' }, undefined],
  [
    { order: 'unique-per-vu' },
    { type: 'constant-vus', vus: 5, duration: '1m' },
    'data[0].rows: has 3 rows for 5 VUs, each of which needs one of its own; add 2',
  ],
  [{ order: 'unique-per-vu', atEnd: 'stop-vu' }, { type: 'constant-vus', vus: 5, duration: '1m' }, undefined],
  [
    { order: 'unique-per-iteration' },
    { type: 'shared-iterations', vus: 2, iterations: 4 },
    'data[0].rows: has 3 rows for 4 iterations',
  ],
  [{ order: 'unique-per-iteration' }, { type: 'constant-vus', vus: 2, duration: '1m' }, undefined],
  [{}, { type: 'shared-iterations', vus: 2, iterations: 4 }, undefined],
  [
    { order: 'unique-per-iteration', atEnd: 'start-over' },
    { type: 'constant-vus', vus: 2, duration: '1m' },
    'data[0].atEnd: rows that start over are not unique',
  ],
  [
    { order: 'random', atEnd: 'stop-vu' },
    { type: 'constant-vus', vus: 2, duration: '1m' },
    'data[0].atEnd: random rows never end',
  ],
])('judges rows %#', (data, executor, fault) => {
  const found = faults({ data: rows(data) as PlanInput['data'], scenarios: [using(executor)] });
  if (fault === undefined) expect(found).toEqual([]);
  else expect(found.join('\n')).toContain(fault);
});

it('knows what setups define, and for whom', () => {
  const request = (url: string, as?: string) => ({
    type: 'request' as const,
    url,
    extract: as ? [{ as, from: 'jsonpath' as const, expression: '$.x' }] : [],
  });
  const plan = samplePlan({
    setup: [request('/start', 'session')],
    teardown: [request('/end/{{session}}'), request('/{{token}}')],
    scenarios: [
      {
        name: 'A',
        executor: { type: 'constant-vus', vus: 1, duration: '1s' },
        vuSetup: [request('/login/{{session}}', 'token')],
        steps: [request('/{{token}}/{{session}}')],
        vuTeardown: [request('/logout/{{token}}')],
      },
    ],
  });
  expect(checkNames(plan, []).map(({ path, message }) => `${formatPath(path)}: ${message}`)).toEqual([
    'teardown[1].url: {{token}}: nothing defines "token"; the scenario "A" has it, but the teardown of the plan belongs to no scenario; define it in the plan\'s variables',
  ]);
});

it('refuses rows of data in the setup of the plan, which belongs to no VU', () => {
  const found = faults({
    data: rows({}) as PlanInput['data'],
    setup: [{ type: 'request', url: '/{{rows.id}}' }],
  });
  expect(found).toEqual([
    'setup[0].url: {{rows.id}}: the setup of the plan belongs to no VU, so it draws no rows; use a variable instead',
  ]);
});
