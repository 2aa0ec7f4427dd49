import { rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { startShop } from '../../examples/shop/shop.ts';
import type { PlanInput } from '../../lib/plan/plan.ts';
import {
  isWithoutPostgres,
  type PostgresServer,
  startPostgres,
} from '../../lib/probe/testing/postgres-server.ts';
import { temporaryFolder } from '../support/app.ts';
import { expect, test } from '../support/app-fixture.ts';

/** Probes of the demo shop and of its PostgreSQL, from the test button to the comparison of two runs. */

test.skip(isWithoutPostgres(), 'PostgreSQL is not installed here.');

const PRODUCTS = 20_000;
const SEARCHES: PlanInput = {
  version: 1,
  name: 'Search the catalogue',
  warmUp: 'none',
  scenarios: [
    {
      name: 'Search',
      executor: { type: 'constant-arrival-rate', rate: 3, duration: '12s', maxVUs: 50 },
      steps: [
        { type: 'request', name: 'Search', url: '/api/v1/products?q=moss%20xl' },
        { type: 'request', name: 'Show product', url: '/api/v1/products/7' },
      ],
    },
  ],
};

let database: PostgresServer;
const folder = temporaryFolder();
test.beforeAll(async () => {
  database = await startPostgres({ shared_preload_libraries: 'pg_stat_statements' });
  database.sql(
    `CREATE DATABASE shop; CREATE ROLE watcher LOGIN PASSWORD 'hush-hush'; GRANT pg_monitor TO watcher`,
  );
  database.sql('CREATE EXTENSION pg_stat_statements', 'shop');
});
test.afterAll(async () => {
  await database?.stop();
  rmSync(folder.path, { recursive: true, force: true });
});

const pictures = process.env.PROBE_PICTURES;
/** For people to look at: `PROBE_PICTURES=DIR`. */
async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  for (const [size, width] of [
    ['wide', 1440],
    ['phone', 390],
  ] as const)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${pictures}/${name}-${size}-${colorScheme}.png`, fullPage: true });
    }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}

test('what PostgreSQL did is tested, drawn, explained and compared', async ({ page, api }) => {
  const start = (faults: { 'slow-search'?: true }, port = 0) =>
    startShop({
      ...{ release: '1.1', faults, port, products: PRODUCTS, dataDir: folder.path },
      database: database.address('shop'),
    });
  let shop = await start({ 'slow-search': true });
  try {
    const postgres = {
      type: 'postgres' as const,
      ...{ name: 'Shop database', host: '127.0.0.1', port: database.port },
      ...{ database: 'shop', user: 'watcher', password: '{{dbPassword}}', every: '1s' },
    };
    const environmentId = await api.createEnvironment({
      baseUrl: shop.url,
      secrets: { dbPassword: 'hush-hush' },
      probes: [
        postgres,
        { type: 'prometheus', name: 'Shop', url: '/metrics', every: '1s' },
        { ...postgres, name: 'Old password', password: '{{dbUser}}' },
      ],
      variables: { dbUser: 'watcher' },
    });

    await page.goto(`/environments/${environmentId}`);
    const card = page.getByRole('region', { name: 'Probes' });
    await card.getByRole('button', { name: 'Test', exact: true }).first().click();
    await expect(card.getByText(/\d+ curves were found/)).toBeVisible();
    await expect(card.getByText(/tables are closed to this role/)).toBeVisible();
    database.sql(
      'GRANT USAGE ON SCHEMA shop TO watcher; GRANT SELECT ON ALL TABLES IN SCHEMA shop TO watcher',
      'shop',
    );
    await card.getByRole('button', { name: 'Test', exact: true }).nth(2).click();
    await expect(card.getByText(/did not let us in: password authentication failed/)).toBeVisible();
    await picture(page, 'environment');

    const planId = await api.createPlan(SEARCHES);
    const ended = async (release: string) => {
      const id = await api.createRun({ planId, environmentId, release });
      await api.runWhen(id, ({ run }) => run.status === 'finished');
      return id;
    };
    const slow = await ended('scanning');
    await shop.close();
    shop = await start({}, Number(new URL(shop.url).port));
    database.sql('GRANT SELECT ON ALL TABLES IN SCHEMA shop TO watcher', 'shop');
    const mended = await ended('indexed');

    await page.goto(`/runs/${slow}`);
    const seen = page.getByRole('region', { name: 'Probe Shop database' });
    const statements = seen.getByRole('region', { name: /^Statements/ });
    await expect(
      statements.getByText(/Reads all of products, 20\.0k rows, to return 1: no index serves it/).first(),
    ).toBeVisible();
    await statements.getByText('Plan', { exact: true }).first().click();
    await expect(statements.getByText(/Seq Scan on products/).first()).toBeVisible();
    const tables = seen.getByRole('table', { name: /^Tables/ });
    await expect(tables.getByRole('row', { name: /^products / })).toBeVisible();
    await expect(
      page.getByRole('region', { name: 'Probe Old password' }).getByText(/password authentication failed/),
    ).toBeVisible();
    await picture(page, 'run');

    await page.goto(`/runs/${mended}`);
    await expect(statements.getByText('Plan', { exact: true }).first()).toBeVisible();
    await expect(statements.getByText(/Reads all of products/)).toHaveCount(0);

    await page.goto(`/compare?baseline=${slow}&candidate=${mended}`);
    const compared = page.getByRole('region', { name: 'What probes saw', exact: true });
    await expect(compared.getByRole('figure').first()).toBeVisible();
    await expect(compared.getByText('Baseline').first()).toBeVisible();
    await picture(page, 'compare');
  } finally {
    await shop.close();
  }
});
