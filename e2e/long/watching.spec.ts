import type { PlanInput } from '../../lib/plan/plan.ts';
import { expect, test } from '../support/app-fixture.ts';
import { shop } from './support/shop.ts';

/** What a room sees of a run against the demo shop. */

test.use({ demo: true });

const BROWSE: PlanInput = {
  version: 1,
  name: 'Browse for a quarter of a minute',
  warmUp: 'none',
  scenarios: [
    {
      name: 'Browse',
      executor: { type: 'constant-arrival-rate', rate: 20, duration: '15s', maxVUs: 20 },
      steps: [
        { type: 'request', name: 'List products', url: '/api/v1/products?limit=20&fields=id,name' },
        { type: 'request', name: 'Show product', url: '/api/v1/products/7' },
      ],
    },
  ],
};

test('two browsers see the same figures, while it runs and afterwards', async ({ page, browser, api }) => {
  const { id: environmentId } = await shop(api, '1.1');
  const id = await api.createRun({ planId: await api.createPlan(BROWSE), environmentId, release: '1.1' });
  const other = await (await browser.newContext()).newPage();
  await Promise.all([page.goto(`/runs/${id}`), other.goto(`/runs/${id}`)]);
  for (const viewer of [page, other]) {
    await expect(viewer.getByRole('heading', { level: 1 })).toContainText('Running');
    await expect(viewer.getByText(/0:\d\d\s*elapsed/)).toBeVisible();
  }
  const { view } = await api.runWhen(id, ({ run }) => run.status === 'finished');
  expect(view.totals.requests).toBe(600);
  for (const viewer of [page, other]) {
    const table = viewer.getByRole('table', { name: 'Requests', exact: true });
    for (const name of ['List products', 'Show product']) {
      await expect(table.getByRole('row', { name: new RegExp(name) })).toContainText('300');
    }
  }
  await other.context().close();
});
