import { expect, it } from 'vitest';
import { emptyReport } from '../../probe/report.ts';
import { findingsOf } from '../findings-of.ts';
import { evidence, exchange, probe, requestFigures } from '../testing/evidence.ts';

type Curves = Parameters<typeof probe>;
const seen = (...curves: Curves) => ({ probes: [probe(...curves)] });
const first = (given: Parameters<typeof evidence>[0]) => findingsOf(evidence(given))[0];
const failing = { summary: { requests: [requestFigures('Home', { failed: 1 })] } };
const answered = (body: string) => ({
  ...failing,
  samples: [exchange({ status: 500, body }, { atMs: 12_345 })],
});

it('reads in answers that the database takes no more connections', () => {
  expect(first(answered('FATAL: sorry, too many clients already'))).toMatchObject({
    ...{ kind: 'connection-limit', requests: ['Home'], since: { second: 12 } },
  });
  expect(first(answered('too many requests'))).toBeUndefined();
});

it('reads in answers that a pool had no connection in time', () => {
  expect(first(answered('{"error":"timeout exceeded when trying to connect"}'))).toMatchObject({
    ...{ kind: 'pool-exhausted', confidence: 'likely' },
  });
  expect(first(answered('timeout'))).toBeUndefined();
});

it('finds a process that is near its limit of open files', () => {
  const files = (open: number) => seen(['open-files', '', open], ['open-files-limit', '', 1024]);
  expect(first(files(1000))).toMatchObject({
    kind: 'connection-limit',
    title: expect.stringMatching(/files/),
  });
  expect(first(files(300))).toBeUndefined();
});

it('finds a container that its CPU limit holds back', () => {
  expect(first(seen(['throttled-share', 'shop', 0.3]))).toMatchObject({
    ...{ kind: 'cpu-starved', confidence: 'certain', of: 'shop' },
  });
  expect(first(seen(['throttled-share', 'shop', 0.01]))).toBeUndefined();
});

it('finds one thread that has nothing left, and says what it is busy with', () => {
  const thread = (cores: number, lag: number) =>
    seen(['process-cpu', '', cores], ['event-loop-lag-max', '', lag], ['gc-share', '', 0.05]);
  const found = first(thread(0.99, 0.035));
  expect(found).toMatchObject({ kind: 'cpu-saturated', of: 'thread' });
  expect(found?.evidence.map(({ text }) => text).join(' ')).toMatch(/garbage collection.*Home 100 %/s);
  expect(first(thread(0.7, 0.035))).toBeUndefined();
  // Other threads compute, and the one for requests is on time.
  expect(first(thread(0.99, 0.01))).toBeUndefined();
});

it('says that the database idles while requests wait for a connection', () => {
  const pool = (active: number) =>
    first(
      seen(
        ['pool-size', '', 4],
        ['pool-in-use', '', 4],
        ['pool-waiting', '', 6],
        ['pool-wait-mean', '', 0.1],
        ['db-active', '', active],
      ),
    );
  expect(pool(0.5)?.why).toContain('The database idles meanwhile');
  expect(pool(3.5)?.why).not.toContain('idles');
});

const SEARCH = 'SELECT * FROM products WHERE name LIKE $1';
const searching = (scanned: number, rows: number, mean = 0.05) =>
  seen(
    ['query-mean', SEARCH, mean],
    ['query-rate', SEARCH, 5],
    ['query-rows', SEARCH, rows],
    ['query-mean', 'SELECT 1', 0.001],
    ['query-rate', 'SELECT 1', 5],
    ['table-rows-scanned', 'public.products', scanned],
    ['table-rows-scanned', 'public.orders', 1e6],
  );

it('calls an index missing by the rows that are read for each that is returned', () => {
  const found = first(searching(500_000, 20));
  expect(found).toMatchObject({ kind: 'slow-query', confidence: 'certain', decidedBy: null });
  expect(found?.title).toContain('Missing index');
  expect(found?.why).toContain('5,000 rows');
  // Slow, but it reads what it gives.
  expect(first(searching(500_000, 90_000))).toMatchObject({ kind: 'slow-query', confidence: 'likely' });
  expect(first(searching(500_000, 20, 0.002))).toBeUndefined();
});

it('reads the plan of a slow statement', () => {
  const planned = (scans: { table: string; rows: number }[]) => {
    const given = probe(['query-mean', SEARCH, 0.05], ['query-rate', SEARCH, 5], ['query-mean', 'b', 0.001]);
    const plan = ['Seq Scan on products', '  Filter: (name ~~ $1)'];
    const statement = {
      text: SEARCH,
      calls: 100,
      seconds: 5,
      rows: 2000,
      blocks: 9,
      plan,
      noPlan: null,
      scans,
    };
    return first({ probes: [{ ...given, report: { ...emptyReport(), statements: [statement] } }] });
  };
  const missing = planned([{ table: 'products', rows: 100_000 }]);
  expect(missing).toMatchObject({ kind: 'slow-query', confidence: 'certain' });
  expect(missing?.title).toContain('Missing index');
  expect(missing?.evidence.at(-1)?.text).toContain('reads products (100k rows) from end to end: Seq Scan');
  // A small table is best read whole, and what goes by an index lacks none.
  expect(planned([{ table: 'categories', rows: 20 }])?.confidence).toBe('likely');
  expect(planned([])?.title).toMatch(/^Slow query: /);
});
