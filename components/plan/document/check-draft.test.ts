import { describe, expect, it } from 'vitest';
import { setAt } from '@/components/form/path.ts';
import { samplePlan } from '@/lib/plan/sample-plan.ts';
import { checkDraft } from './check-draft.ts';
import { toDraft } from './plan-draft.ts';

const draft = toDraft(
  samplePlan({
    data: [{ name: 'users', source: 'rows', rows: [{ email: 'a', age: 1 }] }],
    variables: { tenant: 'acme' },
  }),
);

const issuesOf = (path: string, value: unknown) =>
  checkDraft(setAt(draft, path, value)).map((issue) => `${issue.path}: ${issue.message}`);

describe('checkDraft', () => {
  it('finds nothing wrong with a sound plan', () => {
    expect(checkDraft(draft)).toEqual([]);
  });

  it('names the field, also of what was typed instead of a number', () => {
    expect(issuesOf('scenarios.0.executor.vus', 'many')).toEqual([
      'scenarios.0.executor.vus: must be a number, but is the text "many"',
    ]);
    expect(
      issuesOf('thresholds', [{ metric: 'http_req_duration', rule: 'p95 < 5', abortOnFail: false }])[0],
    ).toMatch(/^thresholds\.0\.rule: /);
  });

  it('finds pairs by their names, whatever is in them', () => {
    const headers = [
      { name: 'A', value: '1' },
      { name: 'X.B', value: '{{$nothing}}' },
    ];
    expect(issuesOf('scenarios.0.steps.0.headers', headers)[0]).toMatch(
      /^scenarios\.0\.steps\.0\.headers\.1: /,
    );
  });

  it('reports names that are missing or stand there twice, but not empty rows', () => {
    const variables = [
      { name: '', value: '' },
      { name: 'a', value: '1' },
      { name: 'a', value: '2' },
      { name: '', value: 'x' },
    ];
    expect(issuesOf('variables', variables)).toEqual([
      'variables.2: "a" stands there twice; keep one of them',
      'variables.3: needs a name',
    ]);
  });

  it('finds columns and cells of a grid', () => {
    expect(issuesOf('data.0.rows.columns.1', 'email')).toEqual([
      'data.0.rows.columns.1: "email" stands there twice; keep one of them',
    ]);
    expect(issuesOf('data.0.rows.columns.1', 'two words')[0]).toMatch(
      /^data\.0\.rows\.cells\.0\.1: .*letters/,
    );
  });

  it('warns of names that no environment defines, without calling the plan wrong', () => {
    const using = setAt(draft, 'scenarios.0.steps.0.url', '/{{token}}');
    expect(checkDraft(using)).toEqual([]);
    expect(checkDraft(using, ['token'])).toEqual([]);
    expect(checkDraft(using, [])).toMatchObject([{ path: 'scenarios.0.steps.0.url', kind: 'warning' }]);
  });
});
