import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  isWithoutPostgres,
  type PostgresServer,
  startPostgres,
} from '../../lib/probe/testing/postgres-server.ts';
import type { FaultChoices } from './faults.ts';
import { startTestShop, type TestShop } from './test-shop.ts';

describe.skipIf(isWithoutPostgres())('a shop that keeps its data in PostgreSQL', () => {
  let server: PostgresServer;
  const shops: TestShop[] = [];
  let made = 0;

  beforeAll(async () => {
    server = await startPostgres();
  }, 120_000);
  afterAll(() => server?.stop());
  afterEach(async () => {
    for (const shop of shops.splice(0)) await shop.close();
  });

  const emptyDatabase = () => {
    const name = `own${++made}`;
    server.sql(`CREATE DATABASE ${name}`);
    return name;
  };
  async function shopIn(name: string, faults: FaultChoices = {}, roundTripMs = 0.1): Promise<TestShop> {
    const shop = await startTestShop({
      ...{ release: '1.1', faults, roundTripMs, products: 3_000 },
      database: server.address(name),
    });
    shops.push(shop);
    return shop;
  }
  const bodyOf = async (shop: TestShop, path: string): Promise<unknown> => (await shop.get(path)).json();

  test('says the same as one with files', async () => {
    const files = await startTestShop({ release: '1.1', products: 3_000 });
    shops.push(files);
    const shop = await shopIn(emptyDatabase());
    for (const path of [
      '/api/v1/products?limit=100&page=2',
      '/api/v1/products?q=moss%20xl&limit=100',
      '/api/v1/products?q=waterproof%20black&limit=100',
      '/api/v1/products?q=wint',
      '/api/v1/products/77',
      '/api/users/7',
      '/api/users/7/orders',
    ])
      expect(await bodyOf(shop, path)).toEqual(await bodyOf(files, path));
  });

  /** What the server counted on a table while something was done. */
  async function scansOf(name: string, table: string, work: () => Promise<unknown>) {
    const read = () =>
      JSON.parse(
        server.sql(
          `SELECT json_build_array(seq_tup_read, coalesce(idx_scan, 0)) FROM pg_stat_user_tables
           WHERE relid = 'shop.${table}'::regclass`,
          name,
        ),
      ) as [number, number];
    const before = read();
    await work();
    const after = read();
    return { rowsWithoutIndex: after[0] - before[0], indexScans: after[1] - before[1] };
  }

  test('with slow-search reads all products without an index, mended asks the index', async () => {
    const name = emptyDatabase();
    await shopIn(name);
    await shops.pop()?.close();
    await untilGone(name);
    const searching = (faults: FaultChoices, table: string) =>
      scansOf(name, table, async () => {
        const shop = await shopIn(name, faults);
        await bodyOf(shop, '/api/v1/products?q=moss%20xl');
        // What a connection read is counted at its end at the latest.
        await shops.pop()?.close();
        await untilGone(name);
      });
    // To count what was found, all products; the page stops at its last one, by the primary key.
    const slow = await searching({ 'slow-search': true }, 'products');
    expect(slow.rowsWithoutIndex).toBeGreaterThanOrEqual(3_000);
    const mended = await searching({}, 'product_search');
    expect(mended).toMatchObject({ rowsWithoutIndex: 0, indexScans: 2 });
  });

  /** Connections of the shop, as PostgreSQL sees them. */
  const connectionsOf = (name: string) =>
    JSON.parse(
      server.sql(
        `SELECT json_build_object('all', count(*), 'idle', count(*) FILTER (WHERE state = 'idle')) FROM pg_stat_activity
         WHERE datname = '${name}' AND application_name LIKE 'shop %'`,
      ),
    ) as { all: number; idle: number };
  const untilGone = async (name: string) => {
    while (connectionsOf(name).all > 0) await new Promise((resolve) => setImmediate(resolve));
  };

  test('has as many connections as its pool, which idle while requests wait for a small one', async () => {
    const name = emptyDatabase();
    await shopIn(name);
    expect(connectionsOf(name).all).toBe(6);
    await shops.pop()?.close();
    await untilGone(name);

    const shop = await shopIn(name, { 'small-pool': 1 }, 200);
    const asked = Promise.allSettled(Array.from({ length: 8 }, () => shop.get('/api/users/1/orders')));
    while (((await shop.metric('db_pool_waiting')) ?? 0) < 7) {
      // Until all but the first stand in line.
    }
    expect(connectionsOf(name)).toEqual({ all: 1, idle: 1 });
    await shop.close();
    await asked;
    shops.pop();
  });

  test('keeps the catalogue from start to start, and begins with the same accounts', async () => {
    const name = emptyDatabase();
    const shop = await shopIn(name);
    const before = await bodyOf(shop, '/api/users/1/orders');
    await shop.post('/api/v1/orders', { items: [{ productId: 1 }] }, await shop.logIn());
    expect(await bodyOf(shop, '/api/users/1/orders')).not.toEqual(before);
    const products = () => server.sql("SELECT 'shop.products'::regclass::oid", name);
    const first = products();
    await shops.pop()?.close();
    expect(await bodyOf(await shopIn(name), '/api/users/1/orders')).toEqual(before);
    expect(products()).toBe(first);
  });

  test('serves again after the server was started again', async () => {
    const shop = await shopIn(emptyDatabase());
    expect((await shop.get('/api/users/1')).status).toBe(200);
    await server.down();
    await server.up();
    // Each connection of the pool may find out by a query of its own that it was lost.
    const answers = [];
    for (let asked = 0; asked < 7; asked++) answers.push((await shop.get('/api/users/1')).status);
    expect(answers.at(-1)).toBe(200);
  });

  test('refuses a database that another shop uses, and a schema that is not its own', async () => {
    const taken = emptyDatabase();
    await shopIn(taken);
    await expect(shopIn(taken)).rejects.toThrow('another shop keeps its data there');
    const foreign = emptyDatabase();
    server.sql('CREATE SCHEMA shop; CREATE TABLE shop.mine (id int)', foreign);
    await expect(shopIn(foreign)).rejects.toThrow("is somebody else's; name another database");
    expect(server.sql('SELECT count(*) FROM shop.mine', foreign)).toBe('0');
    await expect(shopIn('none')).rejects.toThrow(
      /^postgres:\/\/boss@127\.0\.0\.1:\d+\/none: .*does not exist/,
    );
  });
});
