import type { PlanInput } from '../lib/plan/plan.ts';
import { expect, test } from './support/app-fixture.ts';
import { CountingTarget } from './support/counting-target.ts';

/** Setup, teardown, pacing, starts, tags and the ends of data: written in the browser, run, and shown apart. */

const plan: PlanInput = {
  version: 1,
  name: 'With a login',
  setup: [{ type: 'request', name: 'Prepare', url: '/prepare' }],
  teardown: [{ type: 'request', name: 'Clean up', url: '/clean' }],
  data: [
    {
      name: 'users',
      source: 'rows',
      order: 'unique-per-vu',
      atEnd: 'error',
      rows: [{ id: 1 }, { id: 2 }, { id: 3 }],
    },
  ],
  scenarios: [
    {
      name: 'Buyers',
      tags: { team: 'checkout' },
      executor: { type: 'per-vu-iterations', vus: 3, iterations: 2 },
      vuSetup: [{ type: 'request', name: 'Log in', url: '/login/{{users.id}}' }],
      steps: [{ type: 'request', name: 'Buy', url: '/buy/{{users.id}}' }],
    },
    {
      name: 'Visitors',
      startAfter: 'Buyers',
      executor: { type: 'per-vu-iterations', vus: 1, iterations: 2 },
      steps: [{ type: 'request', name: 'Home', url: '/' }],
    },
  ],
  thresholds: [{ metric: 'http_reqs{team:checkout}', rule: 'count==6' }],
};

test('what comes before and after the load is edited in the browser', async ({ page, api }) => {
  const id = await api.createPlan(plan);
  await page.goto(`/plans/${id}`);
  const named = (name: string) => page.getByRole('region', { name, exact: true });
  await expect(named('Setup of each user')).toContainText('Log in');
  await expect(named('Setup of the plan')).toContainText('Prepare');
  await expect(named('Teardown of the plan')).toContainText('Clean up');

  await page.getByRole('combobox', { name: 'A user begins anew' }).click();
  await page.getByRole('option', { name: /In a fixed period/ }).click();
  await page.getByLabel('Period', { exact: true }).fill('2s');
  await page.getByRole('switch', { name: /Count setup and teardown/ }).click();
  await page.getByRole('tab', { name: 'Data' }).click();
  await page.getByRole('combobox', { name: 'When no row is left' }).click();
  await page.getByRole('option', { name: /The user stops/ }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('version 2', { exact: true })).toBeVisible();
  const response = await api.send('GET', `/api/plans/${id}`);
  expect(await response.json()).toMatchObject({
    version: {
      document: {
        setupInResults: true,
        data: [{ order: 'unique-per-vu', atEnd: 'stop-vu' }],
        scenarios: [
          { tags: { team: 'checkout' }, pacing: { distribution: 'constant', period: '2s' } },
          { startAfter: 'Buyers' },
        ],
      },
    },
  });
});

test('a run shows what setup and teardown sent apart from its load', async ({ page, api }) => {
  const target = await CountingTarget.start();
  try {
    const [planId, environmentId] = await Promise.all([
      api.createPlan({ ...plan, name: 'Shown apart' }),
      api.createEnvironment({ baseUrl: target.url }),
    ]);
    const id = await api.createRun({ planId, environmentId });
    const { view } = await api.runWhen(id, ({ run }) => run.status === 'finished');
    expect(view).toMatchObject({ verdict: 'passed', totals: { requests: 8, iterations: 8 } });
    expect(view.setupRequests.map(({ name, count, phase }) => [name, count, phase])).toEqual([
      ['Prepare', 1, 'setup'],
      ['Log in', 3, 'vu-setup'],
      ['Clean up', 1, 'teardown'],
    ]);
    await page.goto(`/runs/${id}`);
    const apart = page.getByRole('table', { name: 'Requests of setup and teardown' });
    await expect(apart).toContainText('Log in');
    await expect(page.getByRole('table', { name: 'Requests', exact: true })).not.toContainText('Log in');
  } finally {
    await target.stop();
  }
});
