import { describe, expect, it } from 'vitest';
import type { LatencyFigures, RequestFigures, Totals } from '../run/summary.ts';
import { compareRuns } from './compare-runs.ts';

const latency = (p95: number): LatencyFigures => ({
  min: 1,
  mean: p95 / 2,
  p50: p95 / 2,
  p90: p95,
  p95,
  p99: p95 * 2,
  p999: p95 * 2,
  max: p95 * 3,
});

const request = (name: string, p95: number, over: Partial<RequestFigures> = {}): RequestFigures => ({
  name,
  scenario: 'Shop',
  group: '',
  count: 1000,
  failed: 0,
  interrupted: 0,
  refused: 0,
  requestsPerSecond: 10,
  statuses: { 200: 1000 },
  errors: {},
  bytesReceived: 0,
  bytesSent: 0,
  bytesDecoded: 0,
  connections: 0,
  responseTimeMs: latency(p95),
  serviceTimeMs: latency(p95),
  sendDelayMs: latency(0),
  phasesMs: { dns: 0, connecting: 0, tls: 0, waiting: p95, receiving: 0 },
  ...over,
});

const run = (...requests: RequestFigures[]) => {
  const sum = (field: 'count' | 'failed') => requests.reduce((total, one) => total + one[field], 0);
  const totals: Totals = {
    requests: sum('count'),
    failed: sum('failed'),
    interrupted: 0,
    refused: 0,
    iterations: 0,
    interruptedIterations: 0,
    failedIterations: 0,
    droppedIterations: 0,
    requestsPerSecond: 10 * requests.length,
    bytesReceived: 0,
    bytesSent: 0,
    bytesDecoded: 0,
    connections: 0,
    sessions: 0,
    failedSessions: 0,
    interruptedSessions: 0,
    messagesReceived: 0,
    messagesSent: 0,
    maxVus: 1,
    responseTimeMs: requests[0]?.responseTimeMs ?? latency(0),
  };
  return { totals, requests };
};

describe('compareRuns', () => {
  it('gives differences with their judgement', () => {
    const { requests } = compareRuns(run(request('List', 400)), run(request('List', 100)));
    expect(requests).toMatchObject([
      {
        in: 'both',
        name: 'List',
        differences: {
          p95: { baseline: 400, candidate: 100, absolute: -300, relative: -0.75, judgement: 'better' },
        },
      },
    ]);
  });

  it('calls the same what is within 5 % or 1 ms', () => {
    const judgement = (before: number, after: number) =>
      compareRuns(run(request('List', before)), run(request('List', after))).total.p95.judgement;
    expect([judgement(100, 104), judgement(100, 96), judgement(4, 5), judgement(0, 0)]).toEqual([
      'same',
      'same',
      'same',
      'same',
    ]);
    expect([judgement(100, 106), judgement(100, 94), judgement(0, 2)]).toEqual(['worse', 'better', 'worse']);
  });

  it('knows that more throughput is better and more failures are worse', () => {
    const { total } = compareRuns(
      run(request('List', 10)),
      run(request('List', 10, { failed: 20 }), request('Other', 10)),
    );
    expect(total.requestsPerSecond.judgement).toBe('better');
    expect(total.failedRate).toMatchObject({ candidate: 0.01, relative: null, judgement: 'worse' });
  });

  it('lists what only one of the runs did, and tells series of the same name apart', () => {
    const { requests } = compareRuns(
      run(request('List', 10), request('Old', 10)),
      run(request('List', 10, { group: 'Search' }), request('New', 10)),
    );
    expect(requests.map(({ name, in: where }) => [name, where])).toEqual([
      ['List', 'candidate'],
      ['New', 'candidate'],
      ['List', 'baseline'],
      ['Old', 'baseline'],
    ]);
  });

  it.each([
    ['List is 4.0x faster at p95; nothing is slower.', [400, 50], [100, 50]],
    ['Order is 20 % slower at p95; list is 4.0x faster at p95.', [400, 50], [100, 60]],
    ['List is 20x slower at p95 (and 1 more slower); nothing is faster.', [100, 50], [2000, 60]],
    ['Response times are the same at p95 for every request.', [100, 50], [100, 50]],
  ])('says in words: %s', (sentence, [list, order], [newList, newOrder]) => {
    const of = (one = 0, two = 0) => run(request('List', one), request('Order', two));
    expect(compareRuns(of(list, order), of(newList, newOrder)).sentence.toLowerCase()).toBe(
      sentence.toLowerCase(),
    );
  });

  it('says that failures changed, and that nothing is in common', () => {
    expect(
      compareRuns(run(request('List', 10)), run(request('List', 10, { failed: 100 }))).sentence,
    ).toContain('Failures went from 0 % to 10 %.');
    expect(compareRuns(run(request('A', 1)), run(request('B', 1))).sentence).toContain(
      'no request in common',
    );
  });

  it('does not take a request that was never made for a fast one', () => {
    const never = request('Order', 0, { count: 0 });
    const { requests, sentence } = compareRuns(
      run(request('List', 100), request('Order', 300)),
      run(request('List', 100), never),
    );
    expect(requests.map((one) => `${one.name} ${one.in}`)).toEqual(['List both', 'Order baseline']);
    expect(sentence).toBe('Response times are the same at p95 for every request.');
  });

  it('does not praise errors for being fast', () => {
    const { sentence } = compareRuns(run(request('List', 100)), run(request('List', 10, { failed: 500 })));
    expect(sentence).toBe('Only what fails more often is faster. Failures went from 0 % to 50 %.');
  });
});
