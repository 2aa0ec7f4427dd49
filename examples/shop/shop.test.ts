import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { releases } from './faults.ts';
import { testedDatabases, useDatabase } from './test-databases.ts';
import { startTestShop, type TestShop, testProducts } from './test-shop.ts';

type Item = Record<string, unknown>;
type Page = { page: number; limit: number; total: number; items: Item[] };
type Problem = { error: string; message: string; problems?: string[] };

/** Both releases answer the same questions alike over both databases; only what it costs differs. */
describe.each(testedDatabases)('over %s', (kind) => {
  const database = useDatabase(kind);
  describe.each(releases)('shop %s', (release) => {
    let shop: TestShop;
    beforeAll(async () => {
      shop = await startTestShop({ release, ...database() });
    });
    afterAll(() => shop.close());

    const read = async <Body>(answer: Response) => (await answer.json()) as Body;
    const refusal = async (answer: Response) => {
      const { error, message } = await read<Problem>(answer);
      return [answer.status, error, message];
    };

    test('lists products page by page', async () => {
      const page = await read<Page>(await shop.get('/api/v1/products?page=3&limit=7'));
      expect(page).toMatchObject({ page: 3, limit: 7, total: testProducts });
      expect(page.items.map((item) => item.id)).toEqual([15, 16, 17, 18, 19, 20, 21]);
      for (const item of page.items) {
        expect(item).toMatchObject({
          name: expect.any(String),
          price: expect.any(Number),
          stock: expect.any(Number),
          reviews: expect.any(Number),
          category: expect.any(String),
        });
      }
    });

    test('ends the list after the last page', async () => {
      const page = await read<Page>(await shop.get('/api/v1/products?page=1000'));
      expect(page.items).toEqual([]);
    });

    test('searches products by all of the words', async () => {
      const { total, items } = await read<Page>(await shop.get('/api/v1/products?q=moss%20XL&limit=100'));
      expect(total).toBe(items.length);
      expect(total).toBe(testProducts / 50);
      for (const item of items) expect(item.name).toMatch(/Moss, XL$/);
    });

    test('says all that is wrong with a query', async () => {
      const answer = await shop.get('/api/v1/products?page=0&limit=1000&fields=id,weight');
      expect(answer.status).toBe(400);
      const { problems } = await read<Problem>(answer);
      expect(problems?.map((problem) => problem.split(/[.:]/)[0])).toEqual(['page', 'limit', 'fields']);
    });

    test('refuses a search without words', async () => {
      expect(await refusal(await shop.get('/api/v1/products?q=%25'))).toEqual([
        400,
        'invalid_request',
        'q: write 1 to 8 words of at least 2 letters or digits each',
      ]);
    });

    test('shows one product with its texts', async () => {
      const product = await read<Item>(await shop.get('/api/v1/products/77'));
      const [listed] = (await read<Page>(await shop.get('/api/v1/products?page=77&limit=1'))).items;
      expect(product).toMatchObject({ ...listed, texts: expect.any(Object) });
      expect(Object.keys(product.texts as object)).toHaveLength(8);
    });

    test.each([
      ['/api/v1/products/301', 404, 'not_found', 'there is no product 301'],
      ['/api/users/1001', 404, 'not_found', 'there is no user 1001'],
      ['/api/users/1001/orders', 404, 'not_found', 'there is no user 1001'],
      ['/api/v2', 404, 'not_found', 'the shop has nothing at GET /api/v2'],
      [
        '/api/v1/products/seven',
        400,
        'invalid_request',
        'the address is not valid: id: write a whole number from 1',
      ],
    ])('refuses GET %s', async (path, ...expected) => {
      expect(await refusal(await shop.get(path))).toEqual(expected);
    });

    test('logs in with the demo password only', async () => {
      const email = 'user1000@example.com';
      const answer = await shop.post('/api/v1/auth/login', { email, password: 'rehearsal' });
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ accessToken: expect.any(String), tokenType: 'Bearer' });
      for (const wrong of [
        { email, password: 'other' },
        { email: 'nobody@example.com', password: 'rehearsal' },
      ]) {
        expect((await shop.post('/api/v1/auth/login', wrong)).status).toBe(401);
      }
    });

    test('refuses bodies that it cannot read', async () => {
      expect((await shop.post('/api/v1/auth/login', '{')).status).toBe(400);
      expect((await shop.post('/api/v1/auth/login', { email: 1 })).status).toBe(400);
      expect((await shop.post('/api/v1/auth/login', ' '.repeat(65 * 1024))).status).toBe(413);
    });

    test('puts products into the cart and orders them', async () => {
      const token = await shop.logIn();
      for (const quantity of [1, 2]) {
        const added = await shop.post('/api/v1/cart/items', { productId: 5, quantity }, token);
        expect(added.status).toBe(201);
        expect(await added.json()).toMatchObject({ productId: 5, quantity: quantity === 1 ? 1 : 3 });
      }
      const { price } = await read<{ price: number }>(await shop.get('/api/v1/products/5'));
      const ordered = await shop.post('/api/v1/orders', {}, token);
      expect(ordered.status).toBe(201);
      const order = await read<Item>(ordered);
      const items = [{ productId: 5, quantity: 3, price }];
      expect(order).toMatchObject({ userId: 1, total: 3 * price, items });

      const { orders } = await read<{ orders: Item[] }>(await shop.get('/api/users/1/orders'));
      expect(orders[0]).toMatchObject({ id: order.id, total: 3 * price, items });
      expect((await shop.post('/api/v1/orders', {}, token)).status).toBe(409);
    });

    test('orders what the body names, one line per product', async () => {
      const items = [{ productId: 1 }, { productId: 2 }, { productId: 1, quantity: 2 }];
      const answer = await shop.post('/api/v1/orders', { items }, await shop.logIn());
      expect(answer.status).toBe(201);
      expect((await read<{ items: Item[] }>(answer)).items).toMatchObject([
        { productId: 1, quantity: 3 },
        { productId: 2, quantity: 1 },
      ]);
    });

    test('refuses products that do not exist', async () => {
      const token = await shop.logIn();
      expect((await shop.post('/api/v1/cart/items', { productId: 301 }, token)).status).toBe(404);
      const items = [{ productId: 1 }, { productId: 301 }];
      expect((await shop.post('/api/v1/orders', { items }, token)).status).toBe(404);
    });

    test.each(['/api/v1/cart/items', '/api/v1/orders'])('wants an access token for %s', async (path) => {
      const answer = await shop.post(path, { productId: 1 });
      expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer');
      expect((await refusal(answer)).slice(0, 2)).toEqual([401, 'unauthorized']);
      expect((await shop.post(path, { productId: 1 }, 'made.up')).status).toBe(401);
    });

    test('shows a user', async () => {
      expect(await (await shop.get('/api/users/7')).json()).toMatchObject({
        id: 7,
        email: 'user7@example.com',
        name: expect.any(String),
      });
    });

    test('tells its health and its faults', async () => {
      expect(await (await shop.get('/health')).json()).toEqual({
        status: 'ok',
        release,
        faults: shop.faults,
        products: testProducts,
      });
    });

    test('counts requests by route', async () => {
      const line =
        'http_request_duration_seconds_count{method="GET",route="/api/users/:id/orders",status="400"}';
      const before = (await shop.metric(line)) ?? 0;
      for (const id of ['a', 'b', 'c']) await shop.get(`/api/users/${id}/orders`);
      expect(await shop.metric(line)).toBe(before + 3);
      expect(await shop.metric('nodejs_eventloop_lag_max_seconds')).toBeGreaterThanOrEqual(0);
      expect(await shop.metric('process_resident_memory_bytes')).toBeGreaterThan(0);
    });
  });
});
