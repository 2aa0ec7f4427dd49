import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { K6Api } from '../components/script/complete/k6-api.ts';
import { CORE_MODULES } from '../lib/script/known-modules.ts';
import { K6_API_FILE, k6ApiText } from './k6-api.ts';

describe('what of k6 can be completed', () => {
  const text = readFileSync(K6_API_FILE, 'utf8');

  it('is what the types of k6 say (else: npm run docs)', () => {
    expect(k6ApiText()).toBe(text);
  });

  it('follows calls, members, lists and records', () => {
    const { modules, types } = JSON.parse(text) as K6Api;
    expect(modules['k6/http']?.get).toMatchObject({
      kind: 'function',
      call: '(url, params?)',
      type: 'RefinedResponse',
    });
    expect(types.RefinedResponse?.timings).toEqual({ kind: 'value', type: 'timings' });
    expect(types.timings).toHaveProperty('waiting');
    expect(types.Options?.stages).toEqual({ kind: 'value', items: 'Stage' });
    expect(types.scenarios?.['*']).toEqual({ kind: 'value', type: 'Scenario' });
    expect(types.Scenario).toHaveProperty('preAllocatedVUs');
    expect(modules['k6/metrics']?.Trend).toMatchObject({ kind: 'class', type: 'Trend' });
  });

  it('names all that the engine has, but for what its types do not know', () => {
    const { modules } = JSON.parse(text) as K6Api;
    const stable = Object.entries(CORE_MODULES).filter(([name]) => !name.startsWith('k6/experimental/'));
    const missing = stable.flatMap(([name, { exports }]) =>
      exports.filter((one) => !modules[name]?.[one]).map((one) => `${name}: ${one}`),
    );
    expect(missing).toEqual(['k6/http: setDefaultHeaders', 'k6/crypto: hexEncode']);
  });
});
