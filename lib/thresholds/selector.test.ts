import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRIC_NAMES, metricOf } from './metrics.ts';
import { formatMetricSelector, type MetricSelector, parseMetricSelector } from './selector.ts';

const read = (text: string): MetricSelector | string => {
  const result = parseMetricSelector(text);
  return result.ok ? result.value : result.message;
};

describe('parseMetricSelector', () => {
  it.each([
    ['http_req_duration', { metric: 'http_req_duration', tags: {} }],
    [' http_reqs{} ', { metric: 'http_reqs', tags: {} }],
    [
      'http_req_failed{name:Log in,scenario:Buyers}',
      { metric: 'http_req_failed', tags: { name: 'Log in', scenario: 'Buyers' } },
    ],
    ['checks{check:"status is 2xx, or so"}', { metric: 'checks', tags: { check: 'status is 2xx, or so' } }],
    [
      'http_req_duration{name:GET /users/{{id}}}',
      { metric: 'http_req_duration', tags: { name: 'GET /users/{{id}}' } },
    ],
    [
      'http_req_duration{name:GET http://a:1/}',
      { metric: 'http_req_duration', tags: { name: 'GET http://a:1/' } },
    ],
    ['iterations{scenario: Buyers }', { metric: 'iterations', tags: { scenario: 'Buyers' } }],
    ['http_reqs{group:}', { metric: 'http_reqs', tags: { group: '' } }],
  ])('reads %s', (text, selector) => {
    expect(read(text)).toEqual(selector);
  });

  it.each([
    ['', 'is not a metric; write for example http_req_duration'],
    ['http_req_duraton', 'did you mean "http_req_duration"?'],
    ['__proto__', 'there is no metric "__proto__"'],
    ['http_req_duration{na me:x}', 'has no tag "na me" (did you mean "name"?)'],
    ['iterations{name:x}', 'its tags are scenario'],
    ['http_reqs{name}', 'cannot read the tags {name}'],
    ['http_reqs{name:a,name:b}', 'stands there twice'],
    ['http_reqs{name:"a}', 'close the quotes'],
  ])('says what is wrong with %s', (text, message) => {
    expect(read(text)).toContain(message);
  });

  it('reads back every selector it writes', () => {
    const selector = fc.constantFrom(...METRIC_NAMES).chain((metric) =>
      fc.record({
        metric: fc.constant(metric),
        tags: fc.record(Object.fromEntries(metricOf(metric).tags.map((tag) => [tag, fc.string()])), {
          requiredKeys: [],
        }),
      }),
    );
    fc.assert(
      fc.property(selector, (one) => {
        expect(read(formatMetricSelector(one))).toEqual({ metric: one.metric, tags: { ...one.tags } });
      }),
    );
  });

  it('answers for any text', () => {
    const piece = fc.constantFrom('http_reqs', '{', '}', ':', ',', '"', '\\', 'name', ' ', 'x');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        expect(read(pieces.join(''))).toBeDefined();
      }),
    );
  });
});
