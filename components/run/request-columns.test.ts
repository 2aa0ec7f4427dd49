import { describe, expect, test } from 'vitest';
import type { RequestFigures } from '@/lib/run/summary.ts';
import { columnsFor, sortRequests } from './request-columns.ts';

const times = (p95: number) => ({ min: 0, mean: 0, p50: 0, p90: 0, p95, p99: 0, p999: 0, max: 0 });
const request = (name: string, count: number, failed: number, p95: number): RequestFigures => ({
  name,
  scenario: 'Shop',
  group: '',
  count,
  failed,
  interrupted: 0,
  refused: 0,
  requestsPerSecond: count / 10,
  statuses: {},
  errors: {},
  bytesReceived: 0,
  bytesSent: 0,
  bytesDecoded: 0,
  connections: 0,
  responseTimeMs: times(p95),
  serviceTimeMs: times(p95 / 2),
  sendDelayMs: times(0),
  phasesMs: { dns: 0, connecting: 1, tls: 0, waiting: p95, receiving: 2 },
});

const requests = [
  request('List', 100, 5, 300),
  request('Buy', 10, 1, 900),
  request('Idle', 0, 0, 0),
  request('Login', 50, 0, 100),
];
const names = (column: string, descending: boolean) =>
  sortRequests(requests, columnsFor('responseTimeMs'), { column, descending }).map(({ name }) => name);

describe('sortRequests', () => {
  test('by a figure, what has none comes last both ways', () => {
    expect(names('p95', true)).toEqual(['Buy', 'List', 'Login', 'Idle']);
    expect(names('p95', false)).toEqual(['Login', 'List', 'Buy', 'Idle']);
    expect(names('failed', true)).toEqual(['Buy', 'List', 'Login', 'Idle']);
  });
  test('by name, and as the plan has it', () => {
    expect(names('name', false)).toEqual(['Buy', 'Idle', 'List', 'Login']);
    expect(names('plan', false)).toEqual(['List', 'Buy', 'Idle', 'Login']);
  });
});

test('every choice of times has its own values', () => {
  const p95 = (choice: 'responseTimeMs' | 'serviceTimeMs') =>
    columnsFor(choice)
      .find(({ id }) => id === 'p95')
      ?.read(request('List', 1, 0, 300));
  expect([p95('responseTimeMs'), p95('serviceTimeMs')]).toEqual([300, 150]);
  expect(columnsFor('phasesMs').map(({ id }) => id)).toEqual([
    'count',
    'rps',
    'failed',
    'dns',
    'connecting',
    'tls',
    'waiting',
    'receiving',
  ]);
  expect(columnsFor('sendDelayMs').at(-1)?.id).toBe('received');
});

test('bytes are means of one request, and rates as they were measured', () => {
  const [one] = [{ ...request('List', 4, 0, 1), bytesReceived: 5000, bytesSent: 600, bytesDecoded: 20_000 }];
  const read = (of: typeof one) => columnsFor('bytes').map(({ id, read }) => [id, read(of)]);
  expect(Object.fromEntries(read({ ...one, bytesReceivedPerSecond: 500 }))).toMatchObject({
    ...{ received: 1250, receivedPerSecond: 500, decoded: 5000, sent: 150, receivedInAll: 5000 },
  });
  // Of earlier versions there is no rate, of no request no mean.
  expect(Object.fromEntries(read({ ...one, count: 0 }))).toMatchObject({
    ...{ received: null, receivedPerSecond: null, sent: null },
  });
});
