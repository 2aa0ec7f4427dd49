import { describe, expect, it } from 'vitest';
import { formatPath, parsePlan } from './parse-plan.ts';
import type { PlanInput } from './plan.ts';
import { samplePlanInput } from './sample-plan.ts';

/** `path: message` of everything wrong with a plan. */
function faultsOf(input: unknown): string[] {
  const result = parsePlan(input);
  return result.ok ? [] : result.issues.map(({ path, message }) => `${formatPath(path)}: ${message}`);
}

const withSteps = (...steps: unknown[]): unknown => ({
  ...samplePlanInput(),
  scenarios: [{ name: 'S', executor: { type: 'constant-vus', vus: 1, duration: '1s' }, steps }],
});
const withRequest = (request: Record<string, unknown>) =>
  withSteps({ type: 'request', url: '/', ...request });
const withExecutor = (executor: Record<string, unknown>) => ({
  ...samplePlanInput(),
  scenarios: [{ name: 'S', executor, steps: [{ type: 'request', url: '/' }] }],
});
const withThreshold = (metric: string, rule: string) => samplePlanInput({ thresholds: [{ metric, rule }] });

/** The only fault, without its path when it stands at `path`. */
const faultAt = (path: string, input: unknown): string => {
  const faults = faultsOf(input);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(new RegExp(`^${path.replace(/[[\].$]/g, '\\$&')}: `));
  return faults[0] ?? '';
};

describe('checkPlan', () => {
  it('has nothing to say about a sound plan', () => {
    expect(faultsOf(samplePlanInput())).toEqual([]);
  });

  it('looks at everything, also while other parts are wrong', () => {
    const input: unknown = {
      ...samplePlanInput(),
      version: 7,
      surprise: 1,
      variables: { '1x': 'a' },
      data: [{ name: 'users', source: 'csv', csv: 'email\na,b' }],
      scenarios: [
        {
          name: 'S',
          executor: { type: 'constant-vus', vus: 0, duration: 5 },
          steps: [{ type: 'request', url: '/{{$uid}}', timeout: 3 }],
        },
        { name: 'S', executor: { type: 'nonsense' }, steps: [] },
      ],
      thresholds: [{ metric: 'http_reqs', rule: 'p(95)<1' }],
    };
    expect(
      faultsOf(input)
        .map((fault) => fault.split(': ')[0])
        .toSorted(),
    ).toEqual(
      [
        'version',
        'surprise',
        'variables["1x"]',
        'data[0].csv',
        'scenarios[0].executor.vus',
        'scenarios[0].executor.duration',
        'scenarios[0].steps[0].timeout',
        'scenarios[0].steps[0].url',
        'scenarios[1].name',
        'scenarios[1].executor.type',
        'scenarios[1].steps',
        'thresholds[0].rule',
      ].toSorted(),
    );
  });

  it('bounds the number of issues and the work for hostile plans', () => {
    const steps = Array.from({ length: 400 }, () => ({ type: 'nonsense' }));
    expect(faultsOf(withSteps(...steps)).at(-1)).toContain('more; mend these first');
    let deep: unknown = [];
    for (let level = 0; level < 50_000; level++) deep = [{ type: 'group', name: 'g', steps: deep }];
    expect(faultsOf(withSteps(...(deep as unknown[])))).toEqual([': is nested more than 200 levels deep']);
    expect(faultsOf(JSON.parse('{"variables":{"__proto__":"x"}}'))[0]).toContain(
      '"__proto__" cannot be the name',
    );
    expect(faultsOf(null)).toEqual([': must be a block of fields, but is empty']);
  });
});

describe('rules for scenarios and executors', () => {
  it('wants names that differ', () => {
    const [first] = samplePlanInput().scenarios;
    expect(faultsOf(samplePlanInput({ scenarios: [first, first] as PlanInput['scenarios'] }))[0]).toContain(
      'scenarios[1].name: another scenario is already called "Browse"',
    );
  });

  it.each([
    [
      { type: 'constant-arrival-rate', rate: 5, duration: '1s', preAllocatedVUs: 9, maxVUs: 3 },
      '.preAllocatedVUs',
      'not be more than maxVUs (3)',
    ],
    [{ type: 'ramping-vus', stages: [{ duration: '5s', target: 0 }] }, '.stages', 'every target is 0'],
    [
      { type: 'ramping-arrival-rate', maxVUs: 1, stages: [{ duration: '0s', target: 5 }] },
      '.stages',
      'take no time at all',
    ],
    [
      { type: 'ramping-vus', stages: Array(8).fill({ duration: '1d', target: 1 }) },
      '',
      'takes 8d; a run may take 7d',
    ],
  ])('refuses %j', (executor, field, message) => {
    expect(faultAt(`scenarios[0].executor${field}`, withExecutor(executor))).toContain(message);
  });
});

describe('rules for steps', () => {
  it.each([
    [{ type: 'choose', options: [{ weight: 0, steps: [] }] }, 'options', 'every option has the weight 0'],
    [{ type: 'think', time: { distribution: 'uniform', min: '2s', max: '1s' } }, 'time.max', 'swap the two'],
    [
      { type: 'if', condition: { left: '{{a}}' }, then: [] },
      'condition.right',
      'needs a value to compare with',
    ],
    [
      { type: 'if', condition: { left: 'a', operator: 'above', right: 'x' }, then: [] },
      'condition.right',
      'compares numbers; "x" is none',
    ],
    [
      { type: 'if', condition: { left: 'a', operator: 'matches', right: '(' }, then: [] },
      'condition.right',
      'not a regular expression',
    ],
  ])('refuses %j', (step, field, message) => {
    expect(
      faultAt(`scenarios[0].steps[0].${field}`, withSteps(step, { type: 'request', url: '/' })),
    ).toContain(message);
  });

  it('finds steps wherever they stand', () => {
    const bad = { type: 'request', url: 'x' };
    const faults = faultsOf(
      withSteps(
        { type: 'group', name: 'g', steps: [{ type: 'repeat', times: 1, steps: [bad] }] },
        { type: 'if', condition: { left: 'a', right: 'a' }, then: [bad], else: [bad] },
        { type: 'choose', options: [{ steps: [bad] }] },
      ),
    );
    expect(faults.map((fault) => fault.split(': ')[0])).toEqual([
      'scenarios[0].steps[0].steps[0].steps[0].url',
      'scenarios[0].steps[1].then[0].url',
      'scenarios[0].steps[1].else[0].url',
      'scenarios[0].steps[2].options[0].steps[0].url',
    ]);
  });

  it('wants a scenario to do something, with a bounded number of steps', () => {
    expect(faultAt('scenarios[0].steps', withSteps({ type: 'set', variable: 'a', value: 'b' }))).toContain(
      'add a request step',
    );
    const many = {
      type: 'group',
      name: 'g',
      steps: Array.from({ length: 500 }, () => ({ type: 'request', url: '/' })),
    };
    expect(faultAt('scenarios', withSteps(many, many, many, many))).toContain(
      'the plan has 2004 steps; 2000 are possible',
    );
    let deep: unknown = { type: 'request', url: '/' };
    for (let level = 0; level < 20; level++) deep = { type: 'group', name: 'g', steps: [deep] };
    expect(faultsOf(withSteps(deep))[0]).toContain('stands 21 levels deep; 20 are possible');
  });
});

describe('rules for requests', () => {
  it.each([
    '/',
    '/a/{{id}}?q={{$uuid}}',
    '?q=1',
    'http://localhost:8080/x',
    '{{base}}/x',
    'https://{{host}}/x',
    '/a:b',
  ])('lets %s pass', (url) => {
    expect(faultsOf(withRequest({ url }))).toEqual([]);
  });

  it.each([
    [
      'products',
      'must start with / (a path below the base URL), with http:// or https://, or with a placeholder; write /products',
    ],
    ['//shop/x', 'starts with //'],
    ['ftp://shop/x', 'ftp:// cannot be requested'],
    ['localhost:3000/x', 'write http://localhost:3000/x'],
    ['/a b', 'write %20'],
    ['/a\nb', 'line break'],
    ['/a#b', 'never sent'],
    ['http://me:secret@shop/', 'give them as `auth`'],
    ['http:///x', 'names no host'],
    ['http://shop:99999/', 'is not an address'],
    ['/{{$randomInt(1)}}', '{{$randomInt(1)}} needs two whole numbers'],
    ['/{{users.email}}', 'there is no dataset "users"; add one under `data`'],
  ])('refuses the URL %s', (url, message) => {
    expect(faultAt('scenarios[0].steps[0].url', withRequest({ url }))).toContain(message);
  });

  it.each([
    [{ method: 'CONNECT' }, 'method', 'opens a tunnel'],
    [{ timeout: '0s' }, 'timeout', 'longer than 0s'],
    [{ headers: { 'a b': 'x' } }, 'headers["a b"]', 'cannot be the name of a header'],
    [
      { headers: { 'Content-Length': '5' } },
      'headers.Content-Length',
      'is written by the HTTP client itself',
    ],
    [{ headers: { Accept: 'a', accept: 'b' } }, 'headers.accept', '"Accept" is the same header'],
    [{ headers: { A: 'x\r\nB: y' } }, 'headers.A', 'a line break or control character'],
    [{ headers: { A: 'naïve €' } }, 'headers.A', 'holds "€"'],
    [{ method: 'HEAD', body: { type: 'raw', content: 'x' } }, 'body', 'a HEAD request has no body'],
    [
      { body: { type: 'json', content: '{"a": {{x}}, b}' } },
      'body.content',
      'is not JSON once its placeholders are filled in',
    ],
    [{ body: { type: 'raw', content: 'x', contentType: 'a\nb' } }, 'body.contentType', 'no header may carry'],
    [
      { headers: { authorization: 'x' }, auth: { type: 'bearer', token: 'x' } },
      'auth',
      'the request has the header authorization too',
    ],
    [{ auth: { type: 'basic', user: 'a:b' } }, 'auth.user', 'holds a colon'],
    [{ auth: { type: 'bearer', token: 'Bearer x' } }, 'auth.token', 'begins with "Bearer"'],
    [{ auth: { type: 'bearer', token: '{{$nothing}}' } }, 'auth.token', 'there is no generator'],
    [
      { body: { type: 'multipart', parts: [{ type: 'base64', name: 'f', value: '???' }] } },
      'body.parts[0].value',
      'is not base64',
    ],
    [
      { body: { type: 'multipart', parts: [{ type: 'text', name: '{{x}}', value: '' }] } },
      'body.parts[0].name',
      'placeholders are not replaced here',
    ],
    [{ query: { '{{a}}': 'x' } }, 'query["{{a}}"]', 'placeholders are not replaced here'],
    [
      { checks: [{ source: 'jsonpath', expression: 'a.b', operator: 'exists' }] },
      'checks[0].expression',
      'it starts with $, e.g. $.a.b',
    ],
    [{ checks: [{ source: 'status', value: 'fine' }] }, 'checks[0].value', 'write for example 200 or 2xx'],
    [
      { checks: [{ source: 'duration', operator: 'below', value: 'fast' }] },
      'checks[0].value',
      'compares numbers',
    ],
    [
      { extract: [{ as: 'a', from: 'jsonpath', expression: '$[' }] },
      'extract[0].expression',
      'is not a JSONPath',
    ],
    [
      { extract: [{ as: 'a', from: 'header', expression: 'a b' }] },
      'extract[0].expression',
      'cannot be the name of a header',
    ],
  ])('refuses %j', (request, field, message) => {
    expect(faultAt(`scenarios[0].steps[0].${field}`, withRequest(request))).toContain(message);
  });

  it.each([
    '{"a": {{x}}, "b": "{{y}} \\" {{z}}", "c": [{{x}}, 1{{$randomInt(1, 9)}}]}',
    '{"{{key}}": true}',
    '{{whole}}',
    '{ {{key}}: 1 }',
  ])('takes %s for JSON', (content) => {
    expect(faultsOf(withRequest({ method: 'POST', body: { type: 'json', content } }))).toEqual([]);
  });
});

describe('rules for data and thresholds', () => {
  it('wants dataset names that differ and rows that fit', () => {
    const csv = { source: 'csv' as const, csv: 'email,name\na,b' };
    expect(
      faultAt(
        'data[1].name',
        samplePlanInput({
          data: [
            { name: 'u', ...csv },
            { name: 'u', ...csv },
          ],
        }),
      ),
    ).toContain('already called "u"');
    expect(
      faultAt(
        'data[0].rows',
        samplePlanInput({
          data: [{ name: 'u', source: 'rows', rows: [{ a: 1 }, { a: 2, b: 3 }, { b: 1 }] }],
        }),
      ),
    ).toContain('every row needs the columns of the first (a); rows 2, 3 differ');
  });

  it.each([
    ['http_req_duraton', 'p(95)<500', 'metric', 'did you mean "http_req_duration"?'],
    ['http_req_duration', 'p95', 'rule', 'is not a rule'],
    ['http_req_failed', 'p(95)<1', 'rule', 'http_req_failed has no p(95)'],
    [
      'http_req_duration{name:Hom}',
      'avg<1',
      'metric',
      'no request is called "Hom"; there are "Home", "List", "Order"',
    ],
    ['http_req_duration{group:x}', 'avg<1', 'metric', 'no group is called "x"; there are "Catalogue"'],
    ['iterations{scenario:x}', 'count>1', 'metric', 'no scenario is called "x"; there are "Browse", "Buy"'],
    ['checks{check:x}', 'rate>0.9', 'metric', 'no check is called "x"; there are "status is 2xx"'],
    [
      'http_reqs{name:Home,scenario:Buy}',
      'count>1',
      'metric',
      'no request of this plan has all of these tags together',
    ],
  ])('refuses %s %s', (metric, rule, field, message) => {
    expect(faultAt(`thresholds[0].${field}`, withThreshold(metric, rule))).toContain(message);
  });
});
