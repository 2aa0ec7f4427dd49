// A small shop for tests, in a data directory of its own that goes with it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Shop, type ShopOptions, startShop } from './shop.ts';

export type TestShop = Shop & {
  get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  post: (path: string, body: unknown, accessToken?: string) => Promise<Response>;
  /** Logs in as user1 and gives the access token. */
  logIn: () => Promise<string>;
  /** The value of a metric's line, such as `db_pool_size` or `x_count{route="/health"}`. */
  metric: (line: string) => Promise<number | undefined>;
};

export const testProducts = 300;

/** Starts a shop with 300 products. `close` also removes its files. */
export async function startTestShop(options: ShopOptions): Promise<TestShop> {
  const dataDir = mkdtempSync(join(tmpdir(), 'shop-'));
  const shop = await startShop({ dataDir, products: testProducts, roundTripMs: 0.1, ...options });
  const get: TestShop['get'] = (path, headers = {}) => fetch(shop.url + path, { headers });
  const post: TestShop['post'] = (path, body, accessToken) =>
    fetch(shop.url + path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: accessToken ? { Authorization: `Bearer ${accessToken}` } : {},
    });
  return {
    ...shop,
    get,
    post,
    async close() {
      await shop.close();
      rmSync(dataDir, { recursive: true });
    },
    async logIn() {
      const answer = await post('/api/v1/auth/login', { email: 'user1@example.com', password: 'rehearsal' });
      const { accessToken } = (await answer.json()) as { accessToken: string };
      return accessToken;
    },
    async metric(line) {
      const page = await (await get('/metrics')).text();
      const found = page.split('\n').find((candidate) => candidate.startsWith(`${line} `));
      return found === undefined ? undefined : Number(found.slice(line.length));
    },
  };
}
