import { describe, expect, it } from 'vitest';
import { HealthCheck } from '../plan/health-check.ts';
import { illness } from './judge-answer.ts';
import { metricIn, metricQuery } from './prometheus.ts';

const PAGE = `# HELP queue_length Orders that wait
# TYPE queue_length gauge
queue_length{queue="orders",shard="a"} 40
queue_length{queue="orders",shard="b\\"}"} 2.5e1 1395066363000
queue_length{queue="mail"} 7
queue_length_total 900
up 1
worst +Inf
broken NaN
`;

describe('a Prometheus page', () => {
  it.each([
    ['queue_length{queue="orders"}', 65],
    ['queue_length{queue="orders",shard="b\\"}"}', 25],
    ['queue_length', 72],
    ['queue_length_total', 900],
    ['up', 1],
    ['worst', Number.POSITIVE_INFINITY],
    ['broken', null],
    ['queue', null],
    ['queue_length{queue="none"}', null],
  ])('%s is %s', (query, value) => {
    expect(metricIn(PAGE, metricQuery(query))).toBe(value);
  });
});

const said = (check: object, over: { status?: number; headers?: Record<string, string> } = {}) =>
  illness(HealthCheck.parse({ url: '/health', ...check }), {
    status: over.status ?? 200,
    header: (name) => over.headers?.[name.toLowerCase()] ?? null,
    body: PAGE,
  });

describe('the health of a target', () => {
  it('is its status, a header, a metric', () => {
    expect(said({})).toBeNull();
    expect(said({}, { status: 503 })).toBe('answered 503, not 2xx');
    expect(said({ status: 204 })).toBe('answered 200, not 204');
    expect(said({ header: 'X-Health: ok' })).toBe('has no header X-Health');
    expect(said({ header: 'X-Health: ok' }, { headers: { 'x-health': 'sick' } })).toBe(
      'has the header X-Health: sick, not ok',
    );
    expect(said({ header: 'X-Health: ok' }, { headers: { 'x-health': 'is ok' } })).toBeNull();
    expect(said({ metric: 'queue_length', limit: '<100' })).toBeNull();
    expect(said({ metric: 'queue_length', limit: ' <= 50' })).toBe('says queue_length is 72, not <= 50');
    expect(said({ metric: 'none', limit: '<1' })).toBe('has no metric none');
  });

  it('needs a metric and a limit together', () => {
    expect(HealthCheck.safeParse({ url: '/', metric: 'up' }).error?.issues[0]?.message).toContain('together');
    expect(HealthCheck.safeParse({ url: '/', metric: 'up', limit: 'much' }).success).toBe(false);
  });
});
