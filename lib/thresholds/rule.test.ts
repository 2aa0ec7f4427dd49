import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetricName } from './metrics.ts';
import { COMPARISONS, holds, parseRule, type Rule, ruleMisfit } from './rule.ts';

const read = (text: string): Rule | string => {
  const result = parseRule(text);
  return result.ok ? result.value : result.message;
};

const misfit = (metric: MetricName, text: string): string | undefined => {
  const rule = parseRule(text);
  if (!rule.ok) throw new Error(rule.message);
  return ruleMisfit(metric, rule.value);
};

describe('parseRule', () => {
  it.each([
    ['p(95)<500', { aggregation: { type: 'percentile', percent: 95 }, comparison: '<', limit: 500 }],
    [
      ' p( 99.9 ) <= 1e3 ',
      { aggregation: { type: 'percentile', percent: 99.9 }, comparison: '<=', limit: 1000 },
    ],
    ['rate<0.01', { aggregation: { type: 'rate' }, comparison: '<', limit: 0.01 }],
    ['count===0', { aggregation: { type: 'count' }, comparison: '===', limit: 0 }],
    ['med!=-1', { aggregation: { type: 'med' }, comparison: '!=', limit: -1 }],
  ])('reads %s', (text, rule) => {
    expect(read(text)).toEqual(rule);
  });

  it.each([
    ['', 'is not a rule; write for example p(95)<500'],
    ['p95<500', 'is not a rule'],
    ['p(101)<500', 'p(101) needs a number from 0 to 100'],
    ['p()<500', 'needs a number from 0 to 100'],
    ['p<500', 'p needs a percentile in brackets, e.g. p(95)'],
    ['mean<500', 'there is no "mean"'],
    ['p(95)<500ms', 'write milliseconds without a unit: 500 instead of 500ms'],
    ['p(95)<0.5s', 'write milliseconds without a unit: 500 instead of 0.5s'],
    ['rate<1%', '0.01 instead of 1%'],
    ['p(95)<fast', '"fast" is not a number'],
    ['p(95)<500 && p(99)<900', 'is not a number'],
  ])('says what is wrong with %s', (text, message) => {
    expect(read(text)).toContain(message);
  });

  it('reads back every rule that can be written', () => {
    const aggregation = fc.oneof(
      fc
        .double({ min: 0, max: 100, noNaN: true })
        .map((percent) => ({ type: 'percentile' as const, percent })),
      fc.constantFrom('avg', 'min', 'med', 'max', 'rate', 'count').map((type) => ({ type })),
    );
    const limit = fc.double({ noNaN: true, noDefaultInfinity: true });
    const space = fc.constantFrom('', ' ', '  ');
    fc.assert(
      fc.property(
        aggregation,
        fc.constantFrom(...COMPARISONS),
        limit,
        space,
        (one, comparison, value, gap) => {
          const name = 'percent' in one ? `p(${gap}${one.percent}${gap})` : one.type;
          const read = parseRule(`${gap}${name}${gap}${comparison}${gap}${value}${gap}`);
          expect(read).toEqual({
            ok: true,
            value: { aggregation: one, comparison, limit: Number(String(value)) },
          });
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('answers for any text', () => {
    const piece = fc.constantFrom('p', '(', ')', '95', '<', '=', '!', 'rate', ' ', '0.1', '%', 'ms');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        (pieces) => void expect(read(pieces.join(''))).toBeDefined(),
      ),
    );
  });
});

describe('ruleMisfit', () => {
  it.each<[MetricName, string]>([
    ['http_req_duration', 'p(95)<500'],
    ['iteration_duration', 'max<500'],
    ['http_req_failed', 'rate<=1'],
    ['checks', 'rate==1'],
    ['http_reqs', 'rate>100'],
    ['dropped_iterations', 'count==0'],
  ])('lets %s %s pass', (metric, rule) => {
    expect(misfit(metric, rule)).toBeUndefined();
  });

  it.each<[MetricName, string, string]>([
    [
      'http_req_duration',
      'rate<0.1',
      'http_req_duration has no rate; it has p(N), avg, min, med, max, e.g. p(95)<500',
    ],
    ['http_req_failed', 'count<5', 'http_req_failed has no count; it has rate'],
    ['http_reqs', 'p(95)<1', 'http_reqs has no p(95); it has count, rate'],
    ['http_req_failed', 'rate<5', 'is a share from 0 to 1; for 5 % write 0.05'],
  ])('refuses %s %s', (metric, rule, message) => {
    expect(misfit(metric, rule)).toContain(message);
  });
});

describe('holds', () => {
  it('compares as the signs say', () => {
    const outcome = COMPARISONS.map((comparison) => {
      const rule: Rule = { aggregation: { type: 'avg' }, comparison, limit: 5 };
      return `${comparison} ${[4, 5, 6].filter((value) => holds(rule, value))}`;
    });
    expect(outcome).toEqual(['<= 4,5', '>= 5,6', '=== 5', '== 5', '!= 4,6', '< 4', '> 6']);
  });
});
