import { expect, it } from 'vitest';
import { samplePlan } from '@/lib/plan/sample-plan.ts';
import { knownNames, placeholdersFor } from './placeholders-for.ts';
import { toDraft } from './plan-draft.ts';

const plan = toDraft(
  samplePlan({
    variables: { tenant: 'acme' },
    data: [{ name: 'users', source: 'csv', csv: 'email,password\na,b\n' }],
    scenarios: [
      {
        name: 'S',
        executor: { type: 'constant-vus', vus: 1, duration: '1s' },
        variables: { role: 'buyer' },
        steps: [
          {
            type: 'request',
            url: '/login',
            extract: [{ as: 'token', from: 'jsonpath', expression: '$.t' }],
          },
        ],
      },
    ],
  }),
);
const environments = [
  { name: 'Staging', variables: { region: 'eu' }, secretNames: ['apiKey'] },
  { name: 'Empty', variables: {} as Record<string, string>, secretNames: [] as string[] },
];

it('lists what can be used, by where it comes from', () => {
  expect(placeholdersFor(plan, 0, environments)).toEqual([
    { title: 'From this scenario', names: ['role', 'token'] },
    { title: 'From the plan', names: ['tenant'] },
    { title: 'From data', names: ['users.email', 'users.password'] },
    { title: 'From the environment Staging', names: ['region', 'apiKey'] },
  ]);
});

it('knows the names of all environments', () => {
  expect(knownNames(environments)).toEqual(['region', 'apiKey']);
});
