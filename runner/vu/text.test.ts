import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Environment } from '../../lib/plan/environment.ts';
import { samplePlan } from '../../lib/plan/sample-plan.ts';
import { counterOf } from './generators.ts';
import { Names } from './names.ts';
import { compileJsonText, compileText, formField, type TextContext, textNow } from './text.ts';
import { MissingValue, type Values } from './values.ts';

const plan = samplePlan({
  variables: { where: 'plan', fromPlan: 'p' },
  data: [{ name: 'users', source: 'rows', rows: [{ email: 'a@x' }] }],
  scenarios: [
    {
      name: 'S',
      executor: { type: 'per-vu-iterations' },
      variables: { where: 'scenario', token: 'before' },
      steps: [
        { type: 'set', variable: 'token', value: 'x' },
        { type: 'request', url: '/', extract: [{ as: 'id', from: 'header', expression: 'x-id' }] },
      ],
    },
  ],
});
const environment = Environment.parse({
  baseUrl: 'http://localhost',
  variables: { where: 'environment', fromEnvironment: 'e' },
});

function compiling() {
  const [scenario] = plan.scenarios;
  if (!scenario) throw new Error('no scenario');
  const names = new Names(plan, scenario, environment, { where: 'secret', key: 's3cret' });
  const problems: string[] = [];
  const context: TextContext = {
    names,
    counter: counterOf(1, 3),
    problem: (sentence) => problems.push(sentence),
  };
  const values = (variables: Record<string, string> = {}): Values => ({
    number: 7,
    iteration: 3,
    variables: [...names.slots.keys()].map((name) => variables[name]),
    rows: [{ email: 'a@x' }],
  });
  return { context, problems, values };
}

describe('compileText', () => {
  it('makes one text of what never varies, the nearest value first', () => {
    const { context } = compiling();
    expect(compileText('{{where}} {{fromPlan}} {{fromEnvironment}} {{key}}', context)).toBe(
      'scenario p e s3cret',
    );
  });

  it('reads variables of the iteration, before that the value from outside', () => {
    const { context, values } = compiling();
    const text = compileText('{{token}}!', context);
    expect([textNow(text, values()), textNow(text, values({ token: 'mine' }))]).toEqual(['before!', 'mine!']);
  });

  it('ends the iteration where a variable has no value', () => {
    const { context, values } = compiling();
    const text = compileText('/orders/{{id}}', context);
    expect(() => textNow(text, values())).toThrow(MissingValue);
    expect(textNow(text, values({ id: '' }))).toBe('/orders/');
  });

  it('reads the row, the VU and the iteration', () => {
    const { context, values } = compiling();
    expect(textNow(compileText('{{users.email}} {{$vu}} {{$iteration}}', context), values())).toBe('a@x 7 3');
    expect([...context.names.datasetsUsed]).toEqual([0]);
  });

  it('counts every worker by itself and no number twice', () => {
    const counters = [0, 1, 2].map((worker) => counterOf(worker, 3));
    const drawn = [1, 2, 3, 4].flatMap(() => counters.map((counter) => counter()));
    expect(drawn).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('makes new values at every use, within their bounds', () => {
    const { context, values } = compiling();
    const draw = (source: string) =>
      Array.from({ length: 300 }, () => textNow(compileText(source, context), values()));
    expect(new Set(draw('{{$randomInt(-1, 1)}}'))).toEqual(new Set(['-1', '0', '1']));
    expect(new Set(draw('{{$pick("a", "b")}}'))).toEqual(new Set(['a', 'b']));
    expect(new Set(draw('{{$uuid}}')).size).toBe(300);
    expect(draw('{{$randomString(5)}}').every((text) => /^[A-Za-z0-9]{5}$/.test(text))).toBe(true);
    expect(Number(draw('{{$timestamp}}')[0])).toBeGreaterThan(1.7e12);
    expect(draw('{{$isoTimestamp}}')[0]).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('tells what nothing defines', () => {
    const { context, problems } = compiling();
    compileText('{{nowhere}} {{users.email}} {{others.email}}', context);
    expect(problems).toEqual(['{{nowhere}} is defined nowhere', '{{others.email}} is defined nowhere']);
  });

  it('writes literals and values as the place demands', () => {
    const { context, values } = compiling();
    const write = (source: string) =>
      textNow(compileText(source, context, formField), values({ id: 'a b&c' }));
    expect(write('{{id}} =')).toBe('a+b%26c+%3D');
  });
});

describe('compileJsonText', () => {
  it('gives JSON whatever the value inside a string is', () => {
    const { context, values } = compiling();
    const text = compileJsonText('{"id": "x{{id}}", "n": {{$vu}}}', context);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (id) => {
        expect(JSON.parse(textNow(text, values({ id })))).toEqual({ id: `x${id}`, n: 7 });
      }),
    );
  });
});
