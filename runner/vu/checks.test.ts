import { describe, expect, it } from 'vitest';
import { Check } from '../../lib/plan/condition.ts';
import { Environment } from '../../lib/plan/environment.ts';
import { samplePlan } from '../../lib/plan/sample-plan.ts';
import { Extract } from '../../lib/plan/step.ts';
import { Answer } from '../http/answer.ts';
import { CheckRecorder } from '../recorder/check-recorder.ts';
import { compileCheck } from './checks.ts';
import { compileExtract } from './extracts.ts';
import { Names } from './names.ts';
import type { Values } from './values.ts';

const answer = (
  body: string | null,
  over: { status?: number; headers?: Record<string, string | string[]> } = {},
) =>
  new Answer({
    status: over.status ?? 200,
    headers: over.headers ?? { 'content-type': 'application/json', 'x-id': '17', 'x-many': ['a', 'b', 'c'] },
    serviceMs: 12.5,
    size: 1000,
    contentType: 'application/json',
    unreadable: body === null ? 'the body is larger than 10 MB and was not kept' : null,
    body: body === null ? null : Buffer.from(body),
    cookies: (name) => (name === 'session' ? 'abc' : undefined),
  });

const plan = samplePlan({
  scenarios: [
    {
      name: 'S',
      executor: { type: 'per-vu-iterations' },
      steps: [
        { type: 'set', variable: 'wanted', value: 'x' },
        { type: 'request', url: '/' },
      ],
    },
  ],
});
const [scenario] = plan.scenarios;
if (!scenario) throw new Error('no scenario');
const names = new Names(plan, scenario, Environment.parse({ baseUrl: 'http://localhost' }), {});
const values: Values = { number: 1, iteration: 0, variables: ['17'], rows: [] };

const compiled = (check: unknown) =>
  compileCheck(Check.parse(check), new CheckRecorder(0, 'check'), {
    names,
    counter: () => 0,
    problem: () => {},
  });

const json = answer('{"id":17,"tags":["a","b"],"none":null,"deep":{"on":true}}');

describe('checks', () => {
  it.each([
    [{ source: 'status', value: 200 }, true],
    [{ source: 'status', value: '2xx' }, true],
    [{ source: 'status', value: '3xx' }, false],
    [{ source: 'status', operator: 'not-equals', value: '5xx' }, true],
    [{ source: 'status', operator: 'below', value: 300 }, true],
    [{ source: 'status', operator: 'matches', value: '^20' }, true],
    [{ source: 'body', operator: 'contains', value: '"tags"' }, true],
    [{ source: 'jsonpath', expression: '$.id', value: 17 }, true],
    [{ source: 'jsonpath', expression: '$.id', value: '{{wanted}}' }, true],
    [{ source: 'jsonpath', expression: '$.deep.on', value: true }, true],
    [{ source: 'jsonpath', expression: '$.none', value: 'null' }, true],
    [{ source: 'jsonpath', expression: '$.missing', operator: 'not-equals', value: 1 }, false],
    [{ source: 'jsonpath', expression: '$.missing', operator: 'exists' }, false],
    [{ source: 'header', expression: 'X-Id', value: '17' }, true],
    [{ source: 'header', expression: 'x-many', operator: 'contains', value: 'b' }, true],
    [{ source: 'duration', operator: 'below', value: 13 }, true],
    [{ source: 'duration', operator: 'below', value: 12 }, false],
    [{ source: 'size', value: 1000 }, true],
  ])('%j', (check, passes) => {
    expect(compiled(check).passes(json, values)).toBe(passes);
  });

  it('say what they found', () => {
    const found = (check: unknown, of: Answer) => compiled(check).found(of);
    expect(found({ source: 'status', value: 200 }, answer('', { status: 503 }))).toBe('status is 503');
    expect(found({ source: 'jsonpath', expression: '$.id', value: 1 }, answer('<html>'))).toBe(
      'the body is not JSON: <html>',
    );
    expect(found({ source: 'jsonpath', expression: '$.id', value: 1 }, answer('{}'))).toBe(
      'jsonpath $.id is not there',
    );
    expect(found({ source: 'body', value: 'x' }, answer(null))).toContain('larger than 10 MB');
    expect(found({ source: 'body', value: 'x' }, answer('y'.repeat(1000))).length).toBeLessThan(300);
  });
});

describe('extracts', () => {
  const read = (extract: unknown, of: Answer) =>
    compileExtract(Extract.parse({ as: 'x', ...(extract as object) }), 0).read(of);
  const page = answer('token="a1" token="b2" token="c3"');

  it.each([
    [{ from: 'jsonpath', expression: '$.id' }, json, '17'],
    [{ from: 'jsonpath', expression: '$.tags[*]', pick: 'last' }, json, 'b'],
    [{ from: 'jsonpath', expression: '$.deep' }, json, '{"on":true}'],
    [{ from: 'jsonpath', expression: '$.missing' }, json, undefined],
    [{ from: 'jsonpath', expression: '$.id' }, page, undefined],
    [{ from: 'header', expression: 'X-ID' }, json, '17'],
    [{ from: 'header', expression: 'x-many', pick: 'last' }, json, 'c'],
    [{ from: 'regex', expression: 'token="(\\w+)"' }, page, 'a1'],
    [{ from: 'regex', expression: 'token="(\\w+)"', pick: 'last' }, page, 'c3'],
    [{ from: 'regex', expression: 'token="(\\w+)"', group: 0 }, page, 'token="a1"'],
    [{ from: 'regex', expression: 'nothing(.)', pick: 'last' }, page, undefined],
    [{ from: 'cookie', expression: 'session' }, json, 'abc'],
    [{ from: 'cookie', expression: 'other' }, json, undefined],
  ])('%j', (extract, of, value) => {
    expect(read(extract, of)).toBe(value);
  });

  it('picks every match now and then at random', () => {
    const drawn = Array.from({ length: 200 }, () =>
      read({ from: 'regex', expression: '"(\\w+)"', pick: 'random' }, page),
    );
    expect(new Set(drawn)).toEqual(new Set(['a1', 'b2', 'c3']));
  });
});
