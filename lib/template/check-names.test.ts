import { describe, expect, it } from 'vitest';
import { formatPath } from '../plan/parse-plan.ts';
import { Plan, type PlanInput } from '../plan/plan.ts';
import { samplePlanInput } from '../plan/sample-plan.ts';
import { checkNames } from './check-names.ts';

type Steps = PlanInput['scenarios'][number]['steps'];
const executor = { type: 'constant-vus' as const, vus: 1, duration: '1s' };

const planOf = (steps: Steps, over: Partial<PlanInput> = {}): Plan =>
  Plan.parse(samplePlanInput({ scenarios: [{ name: 'S', executor, steps }], ...over }));

const issuesOf = (plan: Plan, known: string[] = []) =>
  checkNames(plan, known).map(({ path, message }) => `${formatPath(path)}: ${message}`);

describe('checkNames', () => {
  it('finds names in every text that takes placeholders', () => {
    const plan = planOf([
      {
        type: 'request',
        url: '/{{a}}',
        query: { q: '{{b}}' },
        headers: { H: '{{c}}' },
        body: { type: 'form', fields: { f: '{{d}}' } },
        checks: [{ source: 'body', value: '{{e}}' }],
      },
      { type: 'request', url: '/', method: 'POST', body: { type: 'json', content: '"{{f}}"' } },
      { type: 'set', variable: 'v', value: '{{g}}' },
      {
        type: 'if',
        condition: { left: '{{h}}', right: '{{i}}' },
        then: [{ type: 'request', url: '/{{j}}' }],
      },
    ]);
    expect(checkNames(plan, []).map((issue) => issue.path.slice(2).join('.'))).toEqual([
      'steps.0.url',
      'steps.0.query.q',
      'steps.0.headers.H',
      'steps.0.body.fields.f',
      'steps.0.checks.0.value',
      'steps.1.body.content',
      'steps.2.value',
      'steps.3.condition.left',
      'steps.3.condition.right',
      'steps.3.then.0.url',
    ]);
    expect(checkNames(plan, 'abcdefghij')).toEqual([]);
  });

  it('knows variables, data, what is set and what is extracted', () => {
    const plan = Plan.parse(
      samplePlanInput({
        variables: { planned: 'x' },
        data: [{ name: 'users', source: 'rows', rows: [{ email: 'x' }] }],
        scenarios: [
          {
            name: 'S',
            executor,
            variables: { own: 'x' },
            steps: [
              { type: 'request', url: '/', extract: [{ as: 'taken', from: 'header', expression: 'X' }] },
              { type: 'set', variable: 'made', value: 'x' },
              { type: 'request', url: '/{{planned}}{{own}}{{taken}}{{made}}{{users.email}}{{$vu}}' },
            ],
          },
        ],
      }),
    );
    expect(issuesOf(plan)).toEqual([]);
  });

  it.each([
    ['/{{tokn}}', '{{tokn}}: nothing defines "tokn"; did you mean {{token}}?'],
    ['/{{zzzzzz}}', "define it under the plan's or the environment's variables, set it, or extract it"],
    ['{{baseUrl}}/x', 'start the URL with / and it is joined to the base URL'],
    ['/{{users}}', 'it is a dataset, so name a column too: {{users.email}}'],
    ['/{{elsewhere}}', 'the scenario "Other" has it, but scenarios do not share variables'],
  ])('says how to mend %s', (url, message) => {
    const plan = Plan.parse(
      samplePlanInput({
        data: [{ name: 'users', source: 'rows', rows: [{ email: 'x' }] }],
        scenarios: [
          { name: 'S', executor, variables: { token: 'x' }, steps: [{ type: 'request', url }] },
          { name: 'Other', executor, variables: { elsewhere: 'x' }, steps: [{ type: 'request', url: '/' }] },
        ],
      }),
    );
    const issues = issuesOf(plan);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toContain('scenarios[0].steps[0].url: ');
    expect(issues[0]).toContain(message);
  });
});
