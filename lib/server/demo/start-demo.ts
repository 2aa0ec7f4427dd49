import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Database } from '../database.ts';
import { DemoShop, SHOP_RELEASES } from './demo-shop.ts';
import { insertShopPlan, upsertShopEnvironment } from './ready-made.ts';

export type Demo = {
  /** Resolves when shops, environments and plan are there; with a sentence when they are not. Never rejects. */
  ready: Promise<string | undefined>;
  /** Ends the shops. */
  stop(): Promise<void>;
};

/** Starts both releases of the shop beside the app and brings their environments and plan. */
export function startDemo({ db, dataDir, log }: { db: Database; dataDir: string; log: Logger }): Demo {
  const shops = SHOP_RELEASES.map(
    (release) => new DemoShop({ release, dataDir: join(dataDir, 'shop'), log }),
  );
  let stopped = false;
  const start = async () => {
    const urls = await Promise.all(shops.map((shop) => shop.start()));
    for (const [index, shop] of shops.entries())
      await upsertShopEnvironment(db, shop.release, urls[index] ?? '');
    await insertShopPlan(db);
  };
  return {
    ready: start().then(
      () => undefined,
      (err: unknown) => {
        if (stopped) return undefined;
        log.warn({ err }, 'the demo could not be started');
        return `The demo shops could not be started: ${err instanceof Error ? err.message : err}`;
      },
    ),
    stop: async () => {
      stopped = true;
      await Promise.all(shops.map((shop) => shop.stop()));
    },
  };
}
