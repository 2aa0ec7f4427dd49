import { describe, expect, it } from 'vitest';
import { samplePlan } from '../plan/sample-plan.ts';
import { resolveEnvironment } from './resolve-environment.ts';

const none = { env: [], secret: [], allowHost: [] };
const own = {
  baseUrl: 'http://127.0.0.1:4000',
  variables: { a: '1', b: '2' },
  allowedHosts: ['shop.example.com'],
  maxVUs: 7,
};

describe('resolveEnvironment', () => {
  it("takes the plan's own environment, and what the command line changes", () => {
    const resolved = resolveEnvironment(samplePlan({ environment: own }), {
      baseUrl: 'https://example.org',
      env: ['b=x=y', 'c='],
      secret: [],
      allowHost: ['*.example.org'],
    });
    expect(resolved).toMatchObject({
      ok: true,
      environment: {
        baseUrl: 'https://example.org',
        variables: { a: '1', b: 'x=y', c: '' },
        allowedHosts: ['shop.example.com', '*.example.org'],
        maxVUs: 7,
      },
    });
  });

  it('puts variables of the command line before those of the plan and of scenarios', () => {
    const [browse, buy] = samplePlan().scenarios;
    if (!browse || !buy) throw new Error('The sample has two scenarios');
    const plan = samplePlan({
      environment: own,
      variables: { a: 'plan', other: 'plan' },
      scenarios: [{ ...browse, variables: { a: 'scenario' } }, buy],
    });
    expect(resolveEnvironment(plan, { ...none, env: ['a=mine'] })).toMatchObject({
      environment: { variables: { a: 'mine', b: '2' } },
      plan: {
        variables: { a: 'mine', other: 'plan' },
        scenarios: [{ variables: { a: 'mine' } }, { variables: {} }],
      },
    });
  });

  it('does not let the command line name hosts away, and keeps them when it names none', () => {
    expect(resolveEnvironment(samplePlan({ environment: own }), none)).toMatchObject({
      environment: { allowedHosts: ['shop.example.com'] },
    });
  });

  it('says what to write when nothing says where to run', () => {
    expect(resolveEnvironment(samplePlan(), none)).toMatchObject({
      ok: false,
      problems: [expect.stringContaining('--base-url URL')],
    });
  });

  it('lists all that is wrong at once', () => {
    const resolved = resolveEnvironment(samplePlan(), {
      baseUrl: 'ftp://x',
      env: ['novalue', '1a=b'],
      secret: ['1b=c', 'missing'],
      allowHost: ['http://example.com'],
    });
    expect(resolved).toMatchObject({ ok: false, problems: { length: 6 } });
  });

  it('keeps secrets out of what is kept with the run, and takes what is called like one for one', () => {
    const plan = samplePlan({
      environment: { ...own, variables: { a: '1', apiToken: 'of the plan' } },
      variables: { password: 'of the plan' },
    });
    const options = { env: ['apiToken=t0p', 'a=2'], secret: ['password=s3cret', 'other'], allowHost: [] };
    const resolved = resolveEnvironment(plan, options, { other: 'of the process' });
    expect(resolved).toMatchObject({
      secrets: { apiToken: 't0p', password: 's3cret', other: 'of the process' },
      environment: { variables: { a: '2' } },
      plan: { variables: {}, environment: { variables: { a: '1' } } },
    });
    expect(JSON.stringify({ ...resolved, secrets: null })).not.toMatch(/t0p|s3cret|of the/);
  });
});
