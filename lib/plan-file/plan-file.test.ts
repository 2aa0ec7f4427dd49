import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { samplePlan } from '../plan/sample-plan.ts';
import { MAX_FILE_BYTES, readPlan, writePlan } from './plan-file.ts';

const issuesOf = (text: string) => {
  const result = readPlan(text);
  return result.ok ? [] : result.issues;
};
const firstMessage = (text: string) => issuesOf(text)[0]?.message;

const sound = `
version: 1
name: Small
scenarios:
  - name: S
    executor: { type: constant-vus, vus: 1, duration: 10s }
    steps:
      - type: request
        url: /
`;

describe('readPlan', () => {
  it('reads YAML, and JSON as YAML', () => {
    const yaml = readPlan(sound);
    expect(yaml).toMatchObject({
      ok: true,
      plan: { name: 'Small', scenarios: [{ steps: [{ method: 'GET' }] }] },
    });
    expect(readPlan(JSON.stringify(yaml.ok && yaml.plan))).toEqual(yaml);
  });

  it('lists all that is wrong, in the order of the file, with path, line and mend', () => {
    const text = sound
      .replace('version: 1', 'version: 2')
      .replace('url: /', 'url: products\n        tiemout: 3s')
      .replace('10s', '10');
    expect(issuesOf(text)).toEqual([
      { path: 'version', line: 2, message: 'must be 1, but is 2' },
      {
        path: 'scenarios[0].executor.duration',
        line: 6,
        message: 'must be a duration with its unit, such as 10s or 1m30s, but is 10',
      },
      { path: 'scenarios[0].steps[0].url', line: 9, message: expect.stringContaining('write /products') },
      {
        path: 'scenarios[0].steps[0].tiemout',
        line: 10,
        message: expect.stringContaining('did you mean "timeout"?'),
      },
    ]);
  });

  it('names the line of what stands around a missing field, also behind an alias', () => {
    const text =
      'version: 1\nname: x\nscenarios:\n  - name: a\n    executor: &e\n      type: constant-vus\n      vus: 1\n    steps: [{type: request, url: /}]\n  - name: b\n    executor: *e\n    steps: [{type: request, url: /}]\n';
    expect(issuesOf(text).map(({ path, line }) => `${line} ${path}`)).toEqual([
      '5 scenarios[0].executor.duration',
      '10 scenarios[1].executor.duration',
    ]);
  });

  it.each([
    ['  \n', 'the file is empty'],
    ['a: [b', 'cannot be read as YAML'],
    ['a:\n\t- b', 'indent with spaces'],
    ['a: 1\nb: 2\na: 3', '"a" stands there twice; keep one of them'],
    ['---\na: 1\n---\nb: 2', 'the file holds several documents'],
    ['a: !shell ls', 'Unresolved tag'],
    ['a: *nothing', 'Unresolved alias'],
    ['hello', 'must be a block of fields, but is the text "hello"'],
    ['__proto__: { polluted: true }', '"__proto__" cannot be the name'],
    ['&a [*a, *a]', 'levels deep'],
    ['['.repeat(20_000), 'nested too deeply'],
    [`${'['.repeat(300)}${']'.repeat(300)}`, 'is nested more than 200 levels deep'],
  ])('refuses %.40j', (text, message) => {
    expect(firstMessage(text)).toContain(message);
  });

  it('refuses bombs of aliases and files that are too large', () => {
    const lines = ['a0: &a0 [x,x,x,x,x,x,x,x,x,x]'];
    for (let level = 1; level < 9; level++)
      lines.push(`a${level}: &a${level} [${`*a${level - 1},`.repeat(10)}]`);
    expect(firstMessage(lines.join('\n'))).toContain('aliases (*name) may stand for at most 100 things');
    expect(firstMessage(`name: "${'x'.repeat(MAX_FILE_BYTES)}"`)).toBe(
      'the plan has 5.0 MB; a plan file may have 5 MB. Fewer rows of data, perhaps?',
    );
    expect(firstMessage('é'.repeat(MAX_FILE_BYTES / 2 + 1))).toContain('the plan has 5.0 MB');
  });

  it('never throws, whatever the text', () => {
    const piece = fc.constantFrom(
      'version: 1',
      '\n',
      '  ',
      '- ',
      'name: ',
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      '&a ',
      '*a',
      '|',
      '!!map',
      '#',
      'scenarios:',
      '\t',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const result = readPlan(pieces.join(''));
        expect(result.ok || result.issues.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('writePlan', () => {
  it('leaves out what would be so anyway', () => {
    const result = readPlan(sound);
    if (!result.ok) throw new Error('not sound');
    expect(writePlan(result.plan)).toBe(
      'version: 1\nname: Small\nscenarios:\n  - name: S\n    executor:\n      type: constant-vus\n      vus: 1\n      duration: 10s\n    steps:\n      - type: request\n        url: /\n',
    );
  });

  it.each([' \n', '\n \n', ' \t\n'])('keeps blank text: %j', (description) => {
    expect(readPlan(writePlan(samplePlan({ description })))).toMatchObject({
      ok: true,
      plan: { description },
    });
  });

  it('writes what is read back as the same plan, whatever the texts', () => {
    const word = fc.string({
      unit: fc.constantFrom(
        'a',
        ' ',
        '\n',
        ':',
        '#',
        '"',
        "'",
        '-',
        '}',
        '5',
        'é',
        '\\',
        '\t',
        '|',
        '&',
        '*',
      ),
    });
    fc.assert(
      fc.property(word, word, fc.nat(60_000), fc.boolean(), (text, value, ms, abortOnFail) => {
        const plan = samplePlan({
          description: text,
          variables: { a: value },
          data: [{ name: 'd', source: 'rows', rows: [{ x: value, y: ms, z: abortOnFail }] }],
          thresholds: [
            { metric: 'http_req_duration', rule: `p(95)<${ms}`, abortOnFail, delayAbortEval: '5s' },
          ],
          scenarios: [
            {
              name: 'S',
              executor: {
                type: 'ramping-vus',
                startVUs: 1,
                stages: [{ duration: `${ms + 1}ms`, target: 5 }],
              },
              steps: [
                {
                  type: 'request',
                  url: '/',
                  method: 'POST',
                  body: { type: 'raw', content: text },
                  checks: [{ source: 'body', value }],
                },
                { type: 'choose', options: [{ weight: 3, steps: [{ type: 'set', variable: 'v', value }] }] },
              ],
            },
          ],
        });
        expect(readPlan(writePlan(plan))).toEqual({ ok: true, plan });
      }),
    );
  });
});
