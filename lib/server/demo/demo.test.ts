import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pino from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readPlan } from '../../plan-file/plan-file.ts';
import { createEnvironment } from '../environments/create.ts';
import { listEnvironments } from '../environments/list.ts';
import { updateEnvironment } from '../environments/update.ts';
import { deletePlan } from '../plans/delete.ts';
import { listPlans } from '../plans/list.ts';
import { savePlanVersion } from '../plans/save-version.ts';
import { testContext } from '../testing/context.ts';
import { smallPlan } from '../testing/plans.ts';
import { DemoShop } from './demo-shop.ts';
import { insertShopPlan, upsertShopEnvironment } from './ready-made.ts';

describe('ready-made environments', () => {
  it('are made once, then pointed at where the shop is now, whatever else was edited', async () => {
    const ctx = await testContext();
    await upsertShopEnvironment(ctx.db, '1.0', 'http://127.0.0.1:4010');
    const [made] = await listEnvironments({ ctx });
    expect(made).toMatchObject({ name: 'Shop 1.0', baseUrl: 'http://127.0.0.1:4010', allowedHosts: [] });
    const body = { name: 'My shop', baseUrl: 'http://127.0.0.1:4010', maxVUs: 7 };
    await updateEnvironment({ ctx, input: { id: made?.id ?? '', body } });
    await upsertShopEnvironment(ctx.db, '1.0', 'http://127.0.0.1:9999');
    expect(await listEnvironments({ ctx })).toMatchObject([
      { name: 'My shop', maxVUs: 7, baseUrl: 'http://127.0.0.1:9999' },
    ]);
  });

  it('leave alone an environment of the same name', async () => {
    const ctx = await testContext();
    await createEnvironment({ ctx, input: { name: 'Shop 1.1', baseUrl: 'http://127.0.0.1:1' } });
    await upsertShopEnvironment(ctx.db, '1.1', 'http://127.0.0.1:2');
    expect((await listEnvironments({ ctx })).map(({ name }) => name)).toEqual([
      'Shop 1.1',
      'Shop 1.1 (demo)',
    ]);
  });
});

describe('the ready-made plan', () => {
  it('is brought once: edits and deletion stay', async () => {
    const ctx = await testContext();
    await insertShopPlan(ctx.db);
    const [plan] = await listPlans({ ctx });
    const file = readPlan(
      await readFile(join(import.meta.dirname, '../../../examples/plans/shop.yaml'), 'utf8'),
    );
    expect(file.ok && file.plan.name).toBe(plan?.name);
    const planId = plan?.id ?? '';
    await savePlanVersion({ ctx, input: { planId, body: { document: smallPlan({ name: 'Edited' }) } } });
    await insertShopPlan(ctx.db);
    expect(await listPlans({ ctx })).toMatchObject([{ name: 'Edited', versionNumber: 2 }]);
    await deletePlan({ ctx, input: { id: planId } });
    await insertShopPlan(ctx.db);
    expect(await listPlans({ ctx })).toEqual([]);
  });
});

describe('a demo shop', () => {
  it('takes a free port when its own is taken, and ends when it is told to', async () => {
    const { dataDir } = await testContext();
    const squatter = createServer().listen(4011, '127.0.0.1');
    squatter.on('error', () => {});
    onTestFinished(() => void squatter.close());
    const shop = new DemoShop({
      release: '1.1',
      dataDir,
      log: pino({ level: 'silent' }),
      arguments: ['--products', '50'],
    });
    onTestFinished(() => shop.stop());
    const url = await shop.start();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(url).not.toBe('http://127.0.0.1:4011');
    expect((await fetch(`${url}/api/v1/products?limit=1`)).status).toBe(200);
    await shop.stop();
    await shop.stop();
    await expect(fetch(url)).rejects.toThrow();
  });
});
