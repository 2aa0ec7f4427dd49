import { describe, expect, it } from 'vitest';
import { samplePlan } from '@/lib/plan/sample-plan.ts';
import { fromDraft, type Pair, toDraft } from './plan-draft.ts';

const rich = samplePlan({
  variables: { tenant: 'acme' },
  data: [
    {
      name: 'users',
      source: 'rows',
      rows: [
        { email: 'a@example.com', age: 7, admin: true },
        { email: 'b@example.com', age: 8, admin: false },
      ],
    },
    { name: 'more', source: 'csv', csv: 'a,b\n1,2\n' },
  ],
  scenarios: [
    {
      name: 'Buy',
      executor: { type: 'constant-vus', vus: 1, duration: '10s' },
      variables: { role: 'buyer' },
      steps: [
        {
          type: 'group',
          name: 'G',
          steps: [
            {
              type: 'request',
              method: 'POST',
              url: '/login',
              query: { q: 'x' },
              headers: { 'X-A.B': '1' },
              body: { type: 'form', fields: { user: '{{users.email}}' } },
            },
          ],
        },
      ],
    },
  ],
});

describe('a draft', () => {
  it('says the same as its plan', () => {
    expect(fromDraft(toDraft(rich))).toEqual(rich);
  });

  it('holds records as pairs, in order', () => {
    expect(toDraft({ headers: { b: '1', a: '2' } }).headers).toEqual([
      { name: 'b', value: '1' },
      { name: 'a', value: '2' },
    ]);
  });

  it('leaves rows out that nobody typed into, and keeps a nameless value for the schema to see', () => {
    const variables: Pair[] = [
      { name: '', value: '' },
      { name: 'a', value: '1' },
      { name: '', value: 'kept' },
    ];
    expect(fromDraft({ variables })).toEqual({ variables: { a: '1', '': 'kept' } });
  });

  it('shares nothing with the plan it was made from', () => {
    const before = structuredClone(rich);
    const draft = toDraft(rich);
    draft.scenarios.length = 0;
    draft.thresholds.push({ metric: 'checks', rule: 'rate>0.9', abortOnFail: false, delayAbortEval: '0s' });
    expect(rich).toEqual(before);
  });
});
