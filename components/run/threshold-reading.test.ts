import { describe, expect, test } from 'vitest';
import { readThreshold } from './threshold-reading.ts';

const read = (metric: string, rule: string, value: number | null) =>
  readThreshold({ metric, rule, value, passed: null });

describe('readThreshold', () => {
  test('says what, how much is allowed and how far it is', () => {
    expect(read('http_req_duration{name:Login}', 'p(95)<500', 312)).toEqual({
      what: 'p95 response time of Login',
      allowed: 'below 500 ms',
      value: '312 ms',
      distance: '188 ms (37.6 %) left',
      used: 0.624,
      limit: '500 ms',
      now: null,
    });
  });

  test('past the limit', () => {
    expect(read('http_req_failed', 'rate<=0.01', 0.03)).toMatchObject({
      what: 'share of failed requests',
      allowed: 'at most 1 %',
      value: '3 %',
      distance: '2.00 pp over',
    });
  });

  test('lower limits', () => {
    expect(read('http_reqs', 'rate>=100', 80)).toMatchObject({
      what: 'rate of requests',
      value: '80.0/s',
      distance: '20.0/s (20 %) short',
      used: null,
    });
    expect(read('data_received', 'count>1000', 2500)).toMatchObject({
      value: '2.50 kB',
      distance: '1.50 kB (150 %) to spare',
    });
  });

  test('a limit of nothing', () => {
    expect(read('dropped_iterations', 'count==0', 3)).toMatchObject({ allowed: 'exactly 0', distance: null });
    expect(read('dropped_iterations', 'count<=0', 3)).toMatchObject({ distance: '3 over', used: null });
    expect(read('dropped_iterations', 'count<=0', 0)).toMatchObject({ distance: 'at the limit' });
  });

  test('nothing measured', () => {
    expect(read('iteration_duration{scenario:Visit}', 'avg<2000', null)).toMatchObject({
      what: 'mean iteration duration of Visit',
      value: null,
      distance: null,
    });
  });

  test('metrics of scripts', () => {
    expect(read('page_size', 'p(95)<1000', 412.345)).toMatchObject({
      what: 'p95 of page_size',
      allowed: 'below 1,000',
      value: '412',
      used: 0.412345,
    });
    expect(read('paid{kind:card}', 'rate>0.5', 0.75)).toMatchObject({
      what: 'rate of paid of card',
      allowed: 'above 0.500',
      value: '0.750',
    });
    expect(read('http_req_duration{status:200}', 'p(95)<500', 312)).toMatchObject({
      what: 'p95 response time of 200',
      allowed: 'below 500 ms',
      distance: '188 ms (37.6 %) left',
    });
  });

  test('what cannot be read is shown as written', () => {
    expect(read('nonsense', 'is small', 2)).toMatchObject({
      what: 'nonsense',
      allowed: 'is small',
      value: '2',
    });
  });
});
