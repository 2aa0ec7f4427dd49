import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Finding } from './finding.ts';
import { findingsOf } from './findings-of.ts';
import { runFindings } from './run-findings.ts';
import { evidence, latency, point, probe, requestFigures } from './testing/evidence.ts';
import { growth } from './trend.ts';

type Given = Parameters<typeof evidence>[0];
const kindsIn = (given?: Given) => findingsOf(evidence(given)).map(({ kind }) => kind);
const seen = (...curves: Parameters<typeof probe>) => ({ probes: [probe(...curves)] });

it('finds nothing where nothing is wrong, and says what it could not look for', () => {
  const { findings, unseen } = runFindings(evidence());
  expect(findings).toEqual([]);
  expect(unseen.map(({ what }) => what)).toContain('N+1 queries');
  expect(
    runFindings(evidence(seen(['queries-per-request', 'GET /', 2]))).unseen.map(({ what }) => what),
  ).not.toContain('N+1 queries');
});

it('names N+1 queries with the route, the statement and its cost; what follows from them comes after', () => {
  const route = 'GET /items';
  const [first, second] = findingsOf(
    evidence(
      seen(
        ['queries-per-request', route, 21],
        ['queries-per-request', 'GET /item', 1],
        ['http-rate', route, 5],
        ['http-rate', 'GET /item', 5],
        ['http-mean', route, 0.2],
        ['query-rate', 'price_of_item', 100],
        ['query-rate', 'items', 5],
        ['query-mean', 'price_of_item', 0.005],
        ['query-mean', 'items', 0.005],
        ['pool-size', '', 6],
        ['pool-waiting', '', 8],
        ['pool-wait-mean', '', 0.08],
      ),
    ),
  );
  expect(first).toMatchObject({ kind: 'n-plus-one', of: route, confidence: 'certain', followsFrom: null });
  expect(first?.costMs).toBeCloseTo(95);
  expect(first?.what).toContain('price_of_item');
  expect(second).toMatchObject({ kind: 'pool-exhausted', followsFrom: first?.title });
});

it('takes a statement that comes many times for each request for N+1 where only the database is observed', () => {
  const asked = (rate: number) =>
    kindsIn(seen(['query-rate', 'SELECT', rate], ['query-mean', 'SELECT', 0.001]));
  expect(asked(80)).toEqual(['n-plus-one']);
  expect(asked(30)).toEqual([]);
});

it('finds locks, the limit of connections, and a cache that is missed', () => {
  expect(kindsIn(seen(['db-lock-waiting', '', (look) => look % 2]))).toEqual(['lock-contention']);
  const connections = (most: number) => seen(['db-connections', '', most], ['db-connections-limit', '', 100]);
  expect(kindsIn(connections(97))).toEqual(['connection-limit']);
  expect(kindsIn(connections(60))).toEqual([]);
  const cache = (hit: number) => seen(['cache-hit', '', hit], ['cache-lookups', '', 50]);
  expect(kindsIn(cache(0.3))).toEqual(['cache-missed']);
  expect(kindsIn(cache(0.9))).toEqual([]);
});

it('does not take a request that asks for eight different things for N+1', () => {
  const given = seen(
    ['queries-per-request', 'GET /', 7],
    ['http-rate', 'GET /', 5],
    ['query-rate', 'a', 5],
    ['query-mean', 'a', 0.002],
  );
  expect(kindsIn(given)).not.toContain('n-plus-one');
});

it('names a query that takes far longer than the others, but none when all are slow', () => {
  const others = (mean: number) =>
    ['a', 'b', 'c'].flatMap((of) => [['query-mean', of, mean] as const, ['query-rate', of, 10] as const]);
  const slow = [['query-mean', 'search', 0.2] as const, ['query-rate', 'search', 2] as const];
  const curves = (mean: number) => seen(...[...others(mean), ...slow].map(([...one]) => one as never));
  expect(findingsOf(evidence(curves(0.005)))[0]).toMatchObject({ kind: 'slow-query', of: 'search' });
  expect(kindsIn(curves(0.1))).toEqual([]);
});

it('names a milder one too, when it is beyond all others at its best, but as no more than possible', () => {
  const queries = (mean: number, others: number) =>
    seen(
      ...['a', 'b', 'c', 'd']
        .flatMap((of) => [['query-mean', of, others] as const, ['query-rate', of, 10] as const])
        .map(([...one]) => one as never),
      ['query-mean', 'search', mean],
      ['query-rate', 'search', 10],
    );
  expect(findingsOf(evidence(queries(0.018, 0.0055)))[0]).toMatchObject({
    ...{ kind: 'slow-query', of: 'search', confidence: 'possible' },
  });
  // Two statements in turn on one connection take as long as two.
  expect(kindsIn(queries(0.0115, 0.0055))).toEqual([]);
  expect(kindsIn(queries(0.018, 0.009))).toEqual([]);
});

it('tells a pool in which requests wait from one that is only busy', () => {
  const pool = (waiting: number, wait: number) =>
    seen(
      ['pool-size', '', 2],
      ['pool-in-use', '', 2],
      ['pool-waiting', '', waiting],
      ['pool-wait-mean', '', wait],
      ['http-mean', 'GET /', 0.1],
    );
  expect(kindsIn(pool(3, 0.05))).toEqual(['pool-exhausted']);
  expect(kindsIn(pool(0, 0.0001))).toEqual([]);
  expect(kindsIn(pool(1, 0.006))).toEqual([]);
});

it('does not blame a pool of which most is free when the thread that gives connections back is late', () => {
  const late = (inUse: number) =>
    seen(
      ['pool-size', '', 6],
      ['pool-in-use', '', inUse],
      ['pool-waiting', '', (look) => look % 3],
      ['pool-wait-mean', '', 0.015],
      ['http-mean', 'GET /', 0.05],
      ['event-loop-lag-max', '', 0.1],
    );
  expect(kindsIn(late(2))).toEqual([]);
  expect(kindsIn(late(5.5))).toEqual(['pool-exhausted']);
});

it('tells a leak from a sawtooth and from what comes to rest', () => {
  const memory = (value: (look: number) => number) => kindsIn(seen(['external-memory', '', value]));
  const saw = (look: number) => (look % 3) * 5e6;
  expect(memory((look) => 40e6 + saw(look) + look * 1e6)).toEqual(['memory-leak']);
  expect(memory((look) => 40e6 + saw(look))).toEqual([]);
  expect(memory((look) => 40e6 + saw(look) + 30e6 * (1 - Math.exp(-look / 3)))).toEqual([]);
  // A heap of a young process fills up for a minute or two.
  const heap = (seconds: number) => {
    const young = probe(['heap-used', '', (look) => 40e6 + saw(look) + look * 1e6]);
    return kindsIn({
      probes: [{ ...young, atMs: young.atMs.map((_, look) => (look * seconds * 1000) / 29) }],
    });
  };
  expect(heap(60)).toEqual([]);
  expect(heap(240)).toEqual(['memory-leak']);
});

it('blames a blocked event loop on the request that is never quicker', () => {
  const requests = (ms: number) => [
    requestFigures('Log in', { serviceTimeMs: latency(ms) }),
    requestFigures('Home', { serviceTimeMs: latency(20) }),
  ];
  const lagging = seen(['event-loop-lag-max', '', 0.09], ['process-cpu', '', 0.4]);
  const [found] = findingsOf(evidence({ ...lagging, summary: { requests: requests(180) } }));
  expect(found).toMatchObject({ kind: 'event-loop-blocked' });
  expect(found?.title).toContain('Log in');
  expect(kindsIn({ ...lagging, summary: { requests: requests(30) } })).toEqual([]);
  // Its time goes into its queries.
  const waits = seen(
    ['event-loop-lag-max', '', 0.09],
    ['process-cpu', '', 0.4],
    ['queries-per-request', 'GET /products', 7],
    ['query-mean', 'a', 0.02],
  );
  const list = [requestFigures('List', { serviceTimeMs: latency(180) }), requestFigures('Home')];
  expect(kindsIn({ ...waits, summary: { requests: list } })).not.toContain('event-loop-blocked');
  // A thread that hardly computed was not blocked: it got no time.
  const starved = seen(['event-loop-lag-max', '', 0.2], ['process-cpu', '', 0.02]);
  expect(kindsIn({ ...starved, summary: { requests: requests(400) } })).toEqual(['cpu-starved']);
});

it('finds large answers without any probe', () => {
  const large = (bytesReceived: number, bytesDecoded: number) => ({
    summary: { requests: [requestFigures('List', { bytesReceived, bytesDecoded })] },
  });
  expect(kindsIn(large(500 * 100_000, 500 * 100_000))).toEqual(['large-payload']);
  expect(kindsIn(large(500 * 11_000, 500 * 100_000))).toEqual([]);
  expect(kindsIn(large(500 * 20_000, 500 * 20_000))).toEqual([]);
});

it('finds 429, errors from a load on, connections that are not kept, and time that goes into TLS', () => {
  const limited = requestFigures('Home', { failed: 100, statuses: { 200: 400, 429: 100 } });
  expect(kindsIn({ summary: { requests: [limited] } })[0]).toBe('rate-limited');
  const rising = Array.from({ length: 60 }, (_, second) =>
    point(second, { vus: second + 1, failed: second > 40 ? 10 : 0 }),
  );
  const failing = requestFigures('Home', { failed: 190, statuses: { 200: 310, 500: 190 } });
  const [found] = findingsOf(evidence({ points: rising, summary: { requests: [failing] } }));
  expect(found).toMatchObject({ kind: 'errors-at-load', since: { second: 41, vus: 42 } });
  expect(kindsIn({ summary: { requests: [requestFigures('Home', { connections: 480 })] } })).toEqual([
    'connections-not-reused',
  ]);
  const phasesMs = { dns: 0, connecting: 2, tls: 30, waiting: 20, receiving: 1 };
  expect(kindsIn({ summary: { requests: [requestFigures('Home', { phasesMs })] } })).toEqual([
    'slow-connecting',
  ]);
});

it('finds the one backend that is slower', () => {
  const remote = (address: string, ms: number) => ({
    ...{ host: 'shop', address, connections: 5, unreached: 0, count: 200, failed: 0, share: 1 / 3 },
    serviceTimeMs: latency(ms),
  });
  const remotes = [remote('10.0.0.1', 20), remote('10.0.0.2', 21), remote('10.0.0.3', 60)];
  expect(findingsOf(evidence({ summary: { remotes } }))[0]).toMatchObject({
    kind: 'slow-backend',
    of: '10.0.0.3',
  });
  expect(kindsIn({ summary: { remotes: remotes.slice(0, 2) } })).toEqual([]);
});

it('finds garbage collection, a full machine and who fills it, creeping latency', () => {
  expect(kindsIn(seen(['gc-share', '', 0.2]))).toEqual(['garbage-collection']);
  const full = (mine: number) =>
    seen(['host-cpu', '', 3.95], ['host-cpus', '', 4], ['process-cpu', '', mine]);
  expect(findingsOf(evidence(full(3.5)))[0]?.title).toBe('CPU saturated');
  expect(findingsOf(evidence(full(0.5)))[0]?.title).toMatch(/mostly by others/);
  const creeping = Array.from({ length: 300 }, (_, second) => point(second, { p50: 20 + second / 10 }));
  expect(kindsIn({ points: creeping })).toEqual(['latency-creep']);
  expect(kindsIn({ points: creeping.slice(0, 60) })).toEqual([]);
});

it('says first when the generator is the limit', () => {
  const generator = {
    ...{ cpuMicrosecondsPerRequest: 20, maxEventLoopDelayMs: 900, workers: 1 },
    ...{ valid: false, reasons: ['late'] },
  };
  const given = { ...seen(['gc-share', '', 0.2]), summary: { generator } };
  expect(kindsIn(given)).toEqual(['generator-limit', 'garbage-collection']);
});

it('gives what the schema wants, whatever probes say', () => {
  const value = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 1e12 }),
    fc.constant(0),
  );
  const roles = [
    'pool-waiting',
    'query-mean',
    'event-loop-lag-max',
    'heap-used',
    'gc-share',
    'host-cpu',
  ] as const;
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 30, maxLength: 30 }),
      fc.constantFrom(...roles),
      (values, role) => {
        for (const finding of findingsOf(evidence(seen([role, 'x', (look) => values[look] ?? 0]))))
          Finding.parse(JSON.parse(JSON.stringify(finding)));
      },
    ),
  );
});

it('takes chance for growth no more often than it says', () => {
  let state = 1;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  let clear = 0;
  for (let run = 0; run < 2000; run++) {
    const trend = growth(Array.from({ length: 10 }, (_, at) => ({ at, value: random() })));
    if (trend && trend.p < 0.05) clear++;
  }
  expect(clear / 2000).toBeGreaterThan(0.02);
  expect(clear / 2000).toBeLessThan(0.065);
});
