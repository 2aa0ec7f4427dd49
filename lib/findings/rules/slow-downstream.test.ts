import { expect, it } from 'vitest';
import { findingsOf } from '../findings-of.ts';
import { evidence, latency, probe, requestFigures } from '../testing/evidence.ts';

type Curves = Parameters<typeof probe>;
const seen = (...curves: Curves) => ({ probes: [probe(...curves)] });
const kinds = (given: Parameters<typeof evidence>[0]) => findingsOf(evidence(given)).map(({ kind }) => kind);

const called = (seconds: number, share: number): Curves => [
  ['client-mean', 'rates.example', seconds],
  ['client-rate', 'rates.example', 10],
  ['http-rate', 'GET /', 10],
  ['http-mean', 'GET /', seconds / share],
];

it('names the service for which the target waits, by its own count', () => {
  const [found] = findingsOf(evidence(seen(...called(0.2, 0.9))));
  expect(found).toMatchObject({
    ...{ kind: 'slow-downstream', of: 'rates.example', confidence: 'certain' },
    roles: ['client-mean', 'client-rate'],
  });
  expect(found?.costMs).toBeCloseTo(200);
});

it('is silent when calls are quick, or little of the time', () => {
  expect(kinds(seen(...called(0.01, 0.9)))).toEqual([]);
  expect(kinds(seen(...called(0.2, 0.1)))).toEqual([]);
});

/** 300 ms of waiting, while the process does nothing. */
const waiting = (...curves: Curves) => ({
  ...seen(['process-cpu', '', 0.1], ...curves),
  summary: {
    requests: [
      requestFigures('Home', {
        serviceTimeMs: latency(310),
        phasesMs: { dns: 0, connecting: 0, tls: 0, waiting: 300, receiving: 1 },
      }),
    ],
  },
});

it('says which probe would decide, where a request waits and nothing that is seen is busy', () => {
  const [found] = findingsOf(evidence(waiting()));
  expect(found).toMatchObject({ kind: 'slow-downstream', confidence: 'possible', requests: ['Home'] });
  expect(found?.decidedBy).toContain('http_client_request_duration_seconds');
  expect(found?.decidedBy).toContain('PostgreSQL');
  // Its queries are counted, and quick.
  const quick: Curves = [
    ['queries-per-request', 'GET /', 2],
    ['query-mean', 'a', 0.002],
  ];
  expect(findingsOf(evidence(waiting(...quick)))[0]?.decidedBy).not.toContain('PostgreSQL');
});

it('is silent when the time is explained: by the process, its queries, its pool, locks, a late thread', () => {
  expect(kinds({ ...waiting(), ...seen(['process-cpu', '', 1.5]) })).toEqual([]);
  const explained: Curves[] = [
    [
      ['queries-per-request', 'GET /', 5],
      ['query-mean', 'a', 0.06],
      ['query-mean', 'b', 0.06],
    ],
    [
      ['pool-waiting', '', 3],
      ['pool-wait-mean', '', 0.25],
    ],
    [['db-lock-waiting', '', 1]],
    [['event-loop-lag-max', '', 0.2]],
  ];
  for (const curves of explained) expect(kinds(waiting(...curves))).not.toContain('slow-downstream');
});
