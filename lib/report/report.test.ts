import { describe, expect, it } from 'vitest';
import type { LatencyFigures, RunSummary } from '../run/summary.ts';
import { planIssuesText } from './plan-issues-text.ts';
import { summaryText } from './summary-text.ts';
import { textTable } from './text-table.ts';

const latency: LatencyFigures = {
  min: 1,
  mean: 40,
  p50: 30,
  p90: 80,
  p95: 120.4,
  p99: 1500,
  p999: 1900,
  max: 2000,
};

const summary: RunSummary = {
  schema: 1,
  plan: 'Shop',
  release: '1.1',
  verdict: 'failed',
  endReason: 'Threshold p(95)<100 of http_req_duration was broken.',
  startedAt: '2026-01-02T03:04:05.000Z',
  durationSeconds: 75,
  warmUpSeconds: 0,
  warmUpFactor: null,
  totals: {
    requests: 1200,
    failed: 12,
    interrupted: 1,
    refused: 0,
    iterations: 600,
    interruptedIterations: 0,
    failedIterations: 0,
    droppedIterations: 3,
    requestsPerSecond: 16,
    bytesReceived: 1_500_000,
    bytesSent: 150_000,
    bytesDecoded: 0,
    connections: 0,
    sessions: 0,
    failedSessions: 0,
    interruptedSessions: 0,
    messagesReceived: 0,
    messagesSent: 0,
    maxVus: 24,
    responseTimeMs: latency,
  },
  streams: [],
  requests: [
    {
      name: 'List',
      scenario: 'Browse',
      group: 'Catalogue',
      count: 1200,
      failed: 12,
      interrupted: 1,
      refused: 0,
      requestsPerSecond: 16,
      statuses: { 200: 1188, 500: 12 },
      errors: { status: 12 },
      bytesReceived: 1_500_000,
      bytesSent: 150_000,
      bytesDecoded: 0,
      connections: 0,
      responseTimeMs: latency,
      serviceTimeMs: latency,
      sendDelayMs: latency,
      phasesMs: { dns: 0, connecting: 1, tls: 0, waiting: 30, receiving: 2 },
    },
  ],
  scenarios: [],
  groups: [],
  setupRequests: [],
  checks: [{ name: 'status is 200', passed: 1188, failed: 12 }],
  remotes: [
    {
      host: '127.0.0.1:4010',
      address: '127.0.0.1:4010',
      connections: 1,
      unreached: 0,
      count: 1,
      failed: 0,
      share: 1,
      serviceTimeMs: null,
    },
  ],
  metrics: [],
  console: { lines: [], left: 0 },
  acts: [],
  startedMs: [],
  thresholds: [
    { metric: 'http_req_duration', rule: 'p(95)<100', value: 120.4, passed: false },
    { metric: 'http_req_failed', rule: 'rate<0.05', value: 0.01, passed: true },
  ],
  generator: {
    cpuMicrosecondsPerRequest: 61.4,
    maxEventLoopDelayMs: 3,
    workers: 1,
    valid: true,
    reasons: [],
  },
  failures: [
    {
      scenario: 'Browse',
      group: 'Catalogue',
      name: 'List',
      reason: 'status',
      signature: 'answered 500',
      count: 12,
      atLeast: false,
      firstSeconds: 4,
      lastSeconds: 70,
      sample: null,
    },
  ],
};

describe('summaryText', () => {
  it('gives the verdict first, then requests, checks, thresholds and totals', () => {
    expect(summaryText(summary)).toMatchInlineSnapshot(`
      "FAILED  Shop, release 1.1  (1:15)
      Threshold p(95)<100 of http_req_duration was broken.

      Requests (response time)
        scenario  request           count    rate  failed      p50     p95     p99     max  received
        Browse    Catalogue / List  1,200  16.0/s     1 %  30.0 ms  120 ms  1.50 s  2.00 s   1.25 kB

      Failures
        Browse  Catalogue / List: 12 unexpected status (200: 1,188, 500: 12)

      Most frequent failures
        count  what          request           first  last
           12  answered 500  Catalogue / List   0:04  1:10

      Checks
        FAILED  status is 200  99 % of 1,200

      Thresholds
        FAILED  http_req_duration  p(95)<100  (measured 120 ms)
        ok      http_req_failed  rate<0.05  (measured 1.00 %)

      1,200 requests, 16.0/s, 12 failed, 1 interrupted
      600 iterations, 3 dropped, at most 24 VUs
      1.50 MB received, 150 kB sent, 0 connections, generator: 1 worker, 61 µs CPU per request
      "
    `);
  });

  it('shows where names led, and leaves addresses that the plan names itself out', () => {
    const [own] = summary.remotes;
    if (!own) throw new Error('no address');
    const backend = { ...own, host: 'shop.example.com:443', count: 900, share: 0.75, serviceTimeMs: latency };
    const text = summaryText({
      ...summary,
      remotes: [
        own,
        { ...backend, address: '10.0.0.5:443' },
        { ...backend, address: '10.0.0.6:443', count: 300, share: 0.25, failed: 3, unreached: 4 },
      ],
    });
    expect(text).toContain(
      [
        'Addresses',
        '  host                  address       connections  unreached  count  share  failed  p95 service',
        '  shop.example.com:443  10.0.0.5:443            1          0    900   75 %     0 %       120 ms',
        '  shop.example.com:443  10.0.0.6:443            1          4    300   25 %     1 %       120 ms',
      ].join('\n'),
    );
  });

  it('warns before any figure when the generator could not keep up', () => {
    const generator = {
      ...summary.generator,
      valid: false,
      reasons: ['requests were sent late: p99 480 ms'],
    };
    const [, , warning] = summaryText({ ...summary, verdict: 'invalid', generator }).split('\n');
    expect(warning).toBe('Do not trust these figures: requests were sent late: p99 480 ms');
  });
});

describe('textTable', () => {
  it('aligns by what a reader sees, not by code units', () => {
    const rows = [
      { name: 'Café', n: 1 },
      { name: 'Naïve 🙂', n: 20 },
    ];
    const table = textTable(rows, [
      { title: 'name', cell: ({ name }) => name },
      { title: 'n', align: 'right', cell: ({ n }) => String(n) },
    ]);
    expect(table).toEqual(['name      n', 'Café      1', 'Naïve 🙂  20']);
  });
});

describe('planIssuesText', () => {
  it('names file, line and field', () => {
    const text = planIssuesText('plan.yaml', [
      { path: 'scenarios[0].name', message: 'is missing', line: 3 },
      { path: '', message: 'is empty' },
    ]);
    expect(text).toBe(
      'There are 2 things to mend in plan.yaml:\n  plan.yaml:3  scenarios[0].name: is missing\n  plan.yaml  is empty\n',
    );
  });
});
