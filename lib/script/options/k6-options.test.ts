import { describe, expect, it } from 'vitest';
import { type InspectedScript, planOfScript } from './k6-options.ts';

/** What looking at a script gives, of which the options are written out as JSON is. */
function inspected(options: string, more: Partial<InspectedScript> = {}): InspectedScript {
  const text = `import http from 'k6/http';\n\nexport const options = ${options};\n\nexport default function () {}\n`;
  return {
    entry: 'shop.js',
    files: { 'shop.js': { text } },
    options: JSON.stringify(new Function(`return (${options})`)()),
    metrics: {},
    exports: ['options', 'default'],
    ...more,
  };
}

const problemsOf = (options: string, more?: Partial<InspectedScript>) => {
  const made = planOfScript(inspected(options, more), 'shop.js');
  return made.ok ? [] : made.problems.map(({ line, message }) => `${line}: ${message}`);
};
function planOf(options: string, more?: Partial<InspectedScript>) {
  const made = planOfScript(inspected(options, more), 'shop.js');
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.plan;
}
const executorOf = (options: string) => planOf(options).scenarios[0]?.executor;

describe("k6's short forms", () => {
  it.each([
    ['{}', { type: 'per-vu-iterations', vus: 1, iterations: 1 }],
    ['{ vus: 3 }', { type: 'per-vu-iterations', vus: 1, iterations: 1 }],
    [
      '{ vus: 5, iterations: 3, duration: "1m" }',
      { type: 'shared-iterations', vus: 3, iterations: 3, maxDuration: '1m' },
    ],
    ['{ vus: 5, duration: 90000 }', { type: 'constant-vus', vus: 5, duration: '1m30s' }],
    [
      '{ stages: [{ duration: "30s", target: 4 }] }',
      { type: 'ramping-vus', startVUs: 1, stages: [{ duration: '30s', target: 4 }] },
    ],
  ])('%s', (options, executor) => expect(executorOf(options)).toMatchObject(executor));
});

describe('scenarios', () => {
  const scenario = (text: string) => planOf(`{ scenarios: { s: ${text} } }`).scenarios[0];

  it.each([
    ['{ executor: "shared-iterations", vus: 2, iterations: 9, maxDuration: "5s" }', { maxDuration: '5s' }],
    ['{ executor: "per-vu-iterations", vus: 2, iterations: 9 }', { iterations: 9 }],
    ['{ executor: "constant-vus", vus: 2, duration: "9s" }', { vus: 2 }],
    [
      '{ executor: "ramping-vus", startVUs: 0, stages: [{ duration: 1000, target: 2 }], gracefulRampDown: "3s" }',
      { startVUs: 0, gracefulRampDown: '3s' },
    ],
    [
      '{ executor: "constant-arrival-rate", rate: 5, timeUnit: "1m", duration: "9s", preAllocatedVUs: 4 }',
      { rate: 5, timeUnit: '1m', maxVUs: 4 },
    ],
    [
      '{ executor: "ramping-arrival-rate", startRate: 5, stages: [{ duration: "1s", target: 2 }], preAllocatedVUs: 1, maxVUs: 7 }',
      { startRate: 5, maxVUs: 7 },
    ],
  ])('%s', (text, executor) => expect(scenario(text)?.executor).toMatchObject(executor));

  it('have a start, a function, variables, tags and a graceful stop of their own', () => {
    const made = planOf(
      '{ scenarios: { s: { executor: "per-vu-iterations", startTime: "5s", exec: "buy", env: { A: 1 }, tags: { b: true }, gracefulStop: "7s" } } }',
      { exports: ['buy'] },
    );
    expect(made.scenarios[0]).toMatchObject({
      name: 's',
      startTime: '5s',
      executor: { gracefulStop: '7s' },
      script: { exec: 'buy', env: { A: '1' }, tags: { b: 'true' } },
    });
  });
});

it('takes over what requests, results and connections need', () => {
  const { script, setupTimeout, teardownTimeout, thresholds } = planOf(
    `{ userAgent: 'me', maxRedirects: 2, batch: 3, batchPerHost: 4, discardResponseBodies: true, throw: true,
       noCookiesReset: true, setupTimeout: '2s', teardownTimeout: 3000, summaryTrendStats: ['p(99.9)', 'count'],
       summaryTimeUnit: 's', hosts: { 'Shop.example.com': '10.0.0.1', '*.example.org': '10.0.0.2:81' },
       insecureSkipTLSVerify: true, noConnectionReuse: true, noVUConnectionReuse: true, rps: 9, httpDebug: 'full',
       tags: { team: 'a' }, dns: { ttl: '0', select: 'first', policy: 'onlyIPv6' }, systemTags: ['status', 'vu'],
       tlsAuth: [{ cert: 'c', key: 'k' }, { cert: 'd', key: 'l', password: 'p', domains: ['*.example.com'] }],
       thresholds: { checks: 'rate>0.9', http_reqs: [{ threshold: 'count>1', abortOnFail: true, delayAbortEval: '9s' }] } }`,
  );
  expect(script?.settings).toMatchObject({
    ...{
      userAgent: 'me',
      maxRedirects: 2,
      batch: 3,
      batchPerHost: 4,
      discardResponseBodies: true,
      throw: true,
    },
    ...{ noCookiesReset: true, summaryTrendStats: ['p(99.9)', 'count'], summaryTimeUnit: 's' },
    hosts: { 'shop.example.com': ['10.0.0.1'], '*.example.org': ['10.0.0.2:81'] },
    ...{ insecureSkipTLSVerify: true, noConnectionReuse: true, noVUConnectionReuse: true, rps: 9 },
    ...{ httpDebug: 'full', tags: { team: 'a' }, systemTags: ['status', 'vu'] },
    dns: { ttl: 'per-connection', select: 'first', policy: 'onlyIPv6' },
    tlsAuth: [
      { certificate: 'c', key: 'k', passphrase: '', domains: [] },
      { certificate: 'd', key: 'l', passphrase: 'p', domains: ['*.example.com'] },
    ],
  });
  expect([setupTimeout, teardownTimeout]).toEqual(['2s', '3s']);
  expect(thresholds).toMatchObject([
    { metric: 'checks', rule: 'rate>0.9' },
    { metric: 'http_reqs', rule: 'count>1', abortOnFail: true, delayAbortEval: '9s' },
  ]);
});

describe('what is wrong with options', () => {
  it('is all said at once, each at its line', () => {
    expect(
      problemsOf(
        `{
  scenarios: {
    browse: { executor: 'constant-vus', vus: 0, duration: '1m' },
    buy: { executor: 'constant-vus', vus: 1, duration: '1 minute' },
    pay: { executor: 'per-vu-iterations', vus: 1, iterations: 1, exec: 'pya' },
  },
  thresholds: {
    http_req_duration: ['p(95)<500', 'p95<500'],
    checks: ['rate>0.9'],
    http_reqs: ['avg<1'],
    ordres: ['count>1'],
  },
  tlsVersion: 'tls1.3',
  systemTags: ['status', 'vuu'],
  vuss: 3,
  setupTimeout: 'soon',
}`,
        { exports: ['default', 'pay'], metrics: { orders: { kind: 'counter', isTime: false } } },
      ),
    ).toEqual([
      expect.stringMatching(/^5: options\.scenarios\.browse\.vus: /),
      expect.stringMatching(/^6: options\.scenarios\.buy\.duration: "1 minute" is not a duration/),
      expect.stringMatching(/^7: the scenario "pay" runs "pya".*did you mean "pay"\?/),
      expect.stringMatching(/^10: options\.thresholds\.http_req_duration\[1\]: .*"p95<500" is not a rule/),
      expect.stringMatching(/^12: options\.thresholds\.http_reqs\[0\]: /),
      expect.stringMatching(/^13: options\.thresholds\.ordres\[0\]: .*did you mean "orders"/),
      expect.stringMatching(/^15: the option "tlsVersion" is not supported/),
      expect.stringMatching(/^16: options\.systemTags: there is no system tag "vuu".*did you mean "vu"\?/),
      expect.stringMatching(/^17: there is no option "vuss".*did you mean "vus"\?/),
      expect.stringMatching(/^18: options\.setupTimeout: "soon" is not a duration/),
    ]);
  });

  it.each([
    ['{ scenarios: { a: { executor: "externally-controlled" } } }', /externally-controlled is not supported/],
    ['{ scenarios: { a: { executor: "constant-vus", duration: "1s", rate: 5 } } }', /rate/],
    ['{ scenarios: { ui: { executor: "per-vu-iterations", options: { browser: {} } } } }', /k6\/browser/],
    ['{ thresholds: { http_reqs: 5 } }', /options\.thresholds\.http_reqs/],
    ['{ thresholds: { http_reqs: [{ treshold: "count>1" }] } }', /options\.thresholds\.http_reqs/],
    ['{ thresholds: { "http_reqs{status": ["count>1"] } }', /metric/],
    ['{ summaryTrendStats: ["p95"] }', /none of avg, min, med/],
    ['{ dns: { ttl: "soon" } }', /"soon" is not a duration/],
    ['{ hosts: { "http://shop": "10.0.0.1" } }', /must be a name/],
    ['{ hosts: { shop: "another.name" } }', /must be an IP address/],
    ['{ stages: [{ duration: "1s" }] }', /options\.stages\[0\]\.target/],
    ['{ stages: [{ duration: "1s", target: 1 }], duration: "1s" }', /"stages" and "duration" cannot go/],
    [
      '{ scenarios: { a: { executor: "per-vu-iterations" } }, iterations: 2 }',
      /"scenarios" and "iterations"/,
    ],
    ['[]', /options must be an object/],
  ])('%s', (options, message) => {
    const problems = problemsOf(options);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
    expect(problems[0]).toMatch(/^3: /);
  });

  it('is found where it is written: in a variable, behind an export of its own, in TypeScript', () => {
    const wrong = (text: string, entry = 'shop.js') =>
      planOfScript(inspected('{ vus: "many" }', { entry, files: { [entry]: { text } } }), 'shop.js') as {
        problems: { line: number }[];
      };
    expect(wrong('const load = {\n  vus: "many",\n};\nexport { load as options };').problems).toMatchObject([
      { line: 2 },
    ]);
    expect(wrong('const all = {\n  vus: "many" };\nexport const options = all;').problems).toMatchObject([
      { line: 2 },
    ]);
    expect(
      wrong('type A = number;\nexport const options: Options = {\n  ivus: 1,\n  vus: "many",\n};', 'shop.ts')
        .problems,
    ).toMatchObject([{ line: 4 }]);
    expect(wrong("export { options } from './options.js';").problems).toMatchObject([{ line: 1 }]);
  });
});
