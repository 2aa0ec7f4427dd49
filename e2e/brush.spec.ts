import { expect, test } from './support/app-fixture.ts';

test('dragging over a chart shows the figures of that stretch, and so does its address', async ({
  page,
  api,
  target,
}) => {
  const environmentId = await api.createEnvironment({ name: 'Brushed', baseUrl: target.url });
  const planId = await api.createPlan({
    version: 1,
    name: 'To be brushed',
    scenarios: [
      {
        name: 'Visitors',
        executor: { type: 'constant-arrival-rate', rate: 20, duration: '10s', maxVUs: 10 },
        steps: [{ type: 'request', name: 'Home', url: '/', checks: [{ source: 'status', value: 200 }] }],
      },
    ],
  });
  const id = await api.createRun({ planId, environmentId, release: 'brush' });
  const { view } = await api.runWhen(id, ({ run }) => run.status === 'finished');
  const requestsIn = (from: number, to: number) =>
    view.points.slice(from, to).reduce((sum, { requests }) => sum + requests, 0);

  await page.goto(`/runs/${id}`);
  const figures = page.getByLabel('Key figures');
  await expect(figures).toContainText(`of ${view.totals.requests}`);
  const slider = page.getByRole('slider', { name: /Throughput/ });
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (!box) throw new Error('The chart is not to be seen');
  const at = (second: number) => box.x + (box.width * second) / Math.max(1, view.elapsedSeconds);
  await page.mouse.move(at(2.5), box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(at(4), box.y + box.height / 2, { steps: 4 });
  await page.mouse.move(at(5.5), box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/\?from=2&to=6$/);
  await expect(figures).toContainText(`of ${requestsIn(2, 6)}`);
  await expect(page.getByRole('status').filter({ hasText: 'as if that were the whole run' })).toBeVisible();
  await page.screenshot({ path: 'test-results/brush.png' });

  await page.goto(`/runs/${id}?from=0&to=3`);
  await expect(figures).toContainText(`of ${requestsIn(0, 3)}`);

  const again = page.getByRole('slider', { name: /Throughput/ });
  await again.focus();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(new RegExp(`/runs/${id}$`));
  await expect(figures).toContainText(`of ${view.totals.requests}`);

  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page).toHaveURL(/\?from=0&to=3$/);
  await page.getByRole('button', { name: 'Whole run' }).click();
  await expect(figures).toContainText(`of ${view.totals.requests}`);
});
