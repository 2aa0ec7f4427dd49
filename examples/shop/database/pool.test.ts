import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createAccounts, ensureCatalogue } from '../seed/files.ts';
import { ConnectionPool, PoolError } from './pool.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import type { SqliteOptions } from './sqlite-protocol.ts';

const folder = mkdtempSync(join(tmpdir(), 'pool-'));
const patient = new AbortController().signal;
let options: SqliteOptions;
beforeAll(() => {
  options = {
    cataloguePath: ensureCatalogue(folder, 50, () => {}),
    accountsPath: createAccounts(folder, 50, 'hash'),
    roundTripMs: 0,
  };
});
const pools: ConnectionPool[] = [];
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function open(size: number, waitLimitMs = 60_000): Promise<ConnectionPool> {
  const pool = await ConnectionPool.open(size, waitLimitMs, () => new SqliteConnection(options));
  pools.push(pool);
  return pool;
}
const counts = (pool: ConnectionPool) => [pool.size, pool.inUse, pool.waiting];

test('lends what it has; who comes later waits, and is served in order', async () => {
  const pool = await open(2);
  const first = await pool.acquire(patient);
  const second = await pool.acquire(patient);
  const served: string[] = [];
  const waiting = ['a', 'b', 'c'].map(async (name) => {
    const connection = await pool.acquire(patient);
    served.push(name);
    pool.release(connection);
  });
  expect(counts(pool)).toEqual([2, 2, 3]);
  pool.release(first);
  await Promise.all(waiting);
  expect(served).toEqual(['a', 'b', 'c']);
  pool.release(second);
  expect(counts(pool)).toEqual([2, 0, 0]);
});

test('who gives up leaves the line', async () => {
  const pool = await open(1);
  const connection = await pool.acquire(patient);
  const impatient = new AbortController();
  const first = pool.acquire(impatient.signal);
  const second = pool.acquire(patient);
  impatient.abort(new Error('gone'));
  await expect(first).rejects.toThrow('gone');
  await expect(pool.acquire(impatient.signal)).rejects.toThrow('gone');
  expect(counts(pool)).toEqual([1, 1, 1]);
  pool.release(connection);
  expect(await second).toBe(connection);
});

test('nobody waits beyond the limit', async () => {
  const pool = await open(1, 5);
  const connection = await pool.acquire(patient);
  await expect(pool.acquire(patient)).rejects.toThrow(new PoolError('no database connection within 5 ms'));
  pool.release(connection);
  expect(counts(pool)).toEqual([1, 0, 0]);
});

test('closing turns away who waits and who comes', async () => {
  const pool = await open(1);
  const connection = await pool.acquire(patient);
  const work = connection.execute({ kind: 'query', sql: 'SELECT 1', parameters: {} });
  const waiting = pool.acquire(patient);
  const outcomes = Promise.allSettled([waiting, work]);
  await pool.close();
  expect((await outcomes)[0]).toMatchObject({
    status: 'rejected',
    reason: new PoolError('the shop is closing'),
  });
  await expect(pool.acquire(patient)).rejects.toThrow('the shop is closing');
  await expect(connection.execute({ kind: 'query', sql: 'SELECT 1', parameters: {} })).rejects.toThrow(
    'closed',
  );
});

test('does not open where there is no database', async () => {
  const nowhere = { ...options, cataloguePath: join(folder, 'none.sqlite') };
  await expect(ConnectionPool.open(2, 100, () => new SqliteConnection(nowhere))).rejects.toThrow(
    'connection broke',
  );
});

test('a transaction happens as a whole or not at all', async () => {
  const pool = await open(1);
  const connection = await pool.acquire(patient);
  const sql = "INSERT INTO cart_items VALUES ('cart', :id, 1)";
  const steps = (...ids: number[]) => ids.map((id) => ({ sql, parameters: { id } }));
  await connection.execute({ kind: 'transaction', steps: steps(1, 2) });
  await expect(connection.execute({ kind: 'transaction', steps: steps(3, 1) })).rejects.toThrow(
    'the database refused: UNIQUE constraint failed',
  );
  const read = { kind: 'query', sql: 'SELECT product_id FROM cart_items', parameters: {} } as const;
  expect(await connection.execute(read)).toEqual([{ product_id: 1 }, { product_id: 2 }]);
});

test('nothing can be written to the catalogue', async () => {
  const pool = await open(1);
  const connection = await pool.acquire(patient);
  const write = { kind: 'query', sql: 'DELETE FROM products', parameters: {} } as const;
  await expect(connection.execute(write)).rejects.toThrow('readonly');
});
