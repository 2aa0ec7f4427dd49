import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test } from 'vitest';
import type { FaultChoices } from './faults.ts';
import { testedDatabases, useDatabase } from './test-databases.ts';
import { startTestShop, type TestShop } from './test-shop.ts';

/** Each fault, alone on a release that has no other, shows the mechanism that makes it one, over both databases. */
describe.each(testedDatabases)('over %s', (kind) => {
  const database = useDatabase(kind);
  const shops: TestShop[] = [];
  afterEach(async () => {
    for (const shop of shops.splice(0)) await shop.close();
  });
  async function shopWith(faults: FaultChoices, roundTripMs = 0.1): Promise<TestShop> {
    const shop = await startTestShop({ release: '1.1', faults, roundTripMs, ...database() });
    shops.push(shop);
    return shop;
  }

  describe('n-plus-one', () => {
    async function queriesFor(shop: TestShop, path: string): Promise<number> {
      const line = 'db_queries_per_request_sum{method="GET",route="/api/v1/products"}';
      const before = (await shop.metric(line)) ?? 0;
      await (await shop.get(path)).arrayBuffer();
      return ((await shop.metric(line)) ?? 0) - before;
    }

    test('costs queries for every product, more at every strength', async () => {
      for (const [strength, batched] of [
        [1, 3],
        [4, 0],
      ] as const) {
        const shop = await shopWith({ 'n-plus-one': strength });
        expect(await queriesFor(shop, '/api/v1/products?limit=5')).toBe(1 + batched + 5 * strength);
        expect(await queriesFor(shop, '/api/v1/products?limit=50')).toBe(1 + batched + 50 * strength);
      }
    });

    test('mended, costs the same for any number of products, and less for fewer fields', async () => {
      const shop = await shopWith({});
      expect(await queriesFor(shop, '/api/v1/products?limit=5')).toBe(5);
      expect(await queriesFor(shop, '/api/v1/products?limit=50')).toBe(5);
      expect(await queriesFor(shop, '/api/v1/products?limit=50&fields=id,name,price')).toBe(2);
    });
  });

  describe('small-pool', () => {
    /** The most requests seen waiting while twelve are answered. */
    async function mostWaiting(shop: TestShop): Promise<number> {
      const users = Array.from({ length: 12 }, () => shop.get('/api/users/1'));
      let running = true;
      const answered = Promise.all(users).then(() => {
        running = false;
      });
      let most = 0;
      while (running) most = Math.max(most, (await shop.metric('db_pool_waiting')) ?? 0);
      await answered;
      return most;
    }

    test('makes requests wait in line for a connection', async () => {
      const shop = await shopWith({ 'small-pool': 1 }, 40);
      expect(await mostWaiting(shop)).toBeGreaterThan(6);
      expect(await shop.metric('db_pool_size')).toBe(1);
      // The last of twelve waits for eleven round trips, the one before for ten, and so on.
      expect(await shop.metric('db_pool_wait_seconds_sum')).toBeGreaterThan((66 * 40) / 1000 / 2);
    });

    test('keeps the connection from query to query', async () => {
      const once = 'db_pool_wait_seconds_count';
      const [small, mended] = [await shopWith({ 'small-pool': true }), await shopWith({})];
      for (const shop of [small, mended]) await shop.get('/api/users/1/orders');
      expect(await small.metric(once)).toBe(1);
      expect(await mended.metric(once)).toBe(3);
      expect(await small.metric('db_pool_in_use')).toBe(0);
      expect(await mended.metric('db_pool_size')).toBe(6);
    });
  });

  describe('slow-search', () => {
    test('looks inside of words, where an index of words cannot', async () => {
      const totalOf = async (shop: TestShop, q: string) => {
        const { total } = (await (await shop.get(`/api/v1/products?q=${q}`)).json()) as { total: number };
        return total;
      };
      const [slow, mended] = [await shopWith({ 'slow-search': true }), await shopWith({})];
      expect(await totalOf(slow, 'moss')).toBe(await totalOf(mended, 'moss'));
      expect(await totalOf(slow, 'oss')).toBeGreaterThan(0);
      expect(await totalOf(mended, 'oss')).toBe(0);
    });
  });

  describe('body-leak', () => {
    const bodies = 40;
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    /** Bytes, without what shops of other tests kept and nobody holds any more. */
    function held(): number {
      // What one finds unused, the next has given back.
      collectGarbage();
      collectGarbage();
      return process.memoryUsage().arrayBuffers;
    }
    async function growth(shop: TestShop): Promise<number> {
      const before = held();
      for (let sent = 0; sent < bodies; sent += 1) await shop.post('/api/v1/auth/login', {});
      return held() - before;
    }

    test('keeps the memory of every body, mended keeps none', async () => {
      const kept = bodies * 1024 * 1024;
      expect(await growth(await shopWith({ 'body-leak': 1024 }))).toBeGreaterThan(kept / 2);
      expect(await growth(await shopWith({}))).toBeLessThan(kept / 2);
    });
  });

  describe('big-payload', () => {
    const listing = '/api/v1/products?fields=id,name';
    const gzip = { 'Accept-Encoding': 'gzip' };

    test('sends whole pages uncompressed, more at every strength', async () => {
      const sizes = [];
      for (const strength of [1, 8]) {
        const answer = await (await shopWith({ 'big-payload': strength })).get(listing, gzip);
        expect(answer.headers.get('Content-Encoding')).toBeNull();
        const text = await answer.text();
        const { items } = JSON.parse(text) as { items: { price: number; texts: object }[] };
        expect(items[0]?.price).toEqual(expect.any(Number));
        expect(Object.keys(items[0]?.texts ?? {})).toHaveLength(strength);
        sizes.push(text.length);
      }
      expect(sizes[1]).toBeGreaterThan(4 * (sizes[0] ?? 0));
      expect(sizes[1]).toBeGreaterThan(80_000);
    });

    test('mended, sends what is asked for, compressed for who accepts it', async () => {
      const shop = await shopWith({});
      const packed = await shop.get(`${listing}&limit=100`, gzip);
      expect(packed.headers.get('Content-Encoding')).toBe('gzip');
      expect(packed.headers.get('Vary')).toBe('Accept-Encoding');
      const plain = await shop.get(`${listing}&limit=100`, { 'Accept-Encoding': 'identity' });
      expect(plain.headers.get('Content-Encoding')).toBeNull();
      const text = await plain.text();
      expect(await packed.text()).toBe(text);
      expect(Number(packed.headers.get('Content-Length'))).toBeLessThan(text.length / 3);
      expect(Object.keys(JSON.parse(text).items[0])).toEqual(['id', 'name']);
    });

    test('mended, leaves answers as they are that fit one packet', async () => {
      const answer = await (await shopWith({})).get('/api/users/1', gzip);
      expect(answer.headers.get('Content-Encoding')).toBeNull();
      expect(await answer.json()).toMatchObject({ id: 1 });
    });
  });

  describe('blocking', () => {
    /** The longest time in milliseconds that the event loop took for one turn meanwhile. */
    async function longestTurn(meanwhile: () => Promise<unknown>): Promise<number> {
      let [longest, last] = [0, performance.now()];
      let turning = setImmediate(function turn() {
        const now = performance.now();
        [longest, last] = [Math.max(longest, now - last), now];
        turning = setImmediate(turn);
      });
      await meanwhile();
      clearImmediate(turning);
      return longest;
    }

    test('stops the event loop while a password is hashed', async () => {
      const shop = await shopWith({ blocking: 32 });
      // The work is about 600 ms on one core of today; the bound allows for one ten times as fast.
      expect(await longestTurn(() => shop.logIn())).toBeGreaterThan(60);
    });
  });
});
