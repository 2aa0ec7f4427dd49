import type { Page } from '@playwright/test';
import { RunSamples } from '../lib/api/contract.ts';
import { expect, test } from './support/app-fixture.ts';

/** Findings may draw the same curve as their evidence. */
const throughputOf = (page: Page) =>
  page.getByRole('region', { name: 'Charts' }).getByRole('slider', { name: /Throughput/ });

test('dragging over a chart shows the figures of that stretch, and so does its address', async ({
  page,
  api,
  target,
}) => {
  const environmentId = await api.createEnvironment({ name: 'Brushed', baseUrl: target.url });
  const planId = await api.createPlan({
    version: 1,
    name: 'To be brushed',
    warmUp: 'none',
    scenarios: [
      {
        name: 'Visitors',
        executor: { type: 'constant-arrival-rate', rate: 20, duration: '10s', maxVUs: 10 },
        steps: [
          { type: 'request', name: 'Home', url: '/', checks: [{ source: 'status', value: 200 }] },
          { type: 'request', name: 'Cart', url: '/cart' },
        ],
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
  const slider = throughputOf(page);
  await slider.scrollIntoViewIfNeeded();
  const drag = async (from: number, to: number) => {
    const box = await slider.boundingBox();
    if (!box) throw new Error('The chart is not to be seen');
    const at = (second: number) => box.x + (box.width * second) / Math.max(1, view.elapsedSeconds);
    const y = box.y + box.height / 2;
    await page.mouse.move(at(from), y);
    await page.mouse.down();
    await page.mouse.move(at((from + to) / 2), y, { steps: 4 });
    await page.mouse.move(at(to), y, { steps: 4 });
    await page.mouse.up();
  };
  const questions: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/window?')) questions.push(new URL(request.url()).search);
  });
  await drag(2.5, 5.5);
  await expect(page).toHaveURL(/\?from=2&to=6$/);
  await expect(figures).toContainText(`of ${requestsIn(2, 6)}`);
  await expect(page.getByRole('status').filter({ hasText: 'as if that were the whole run' })).toBeVisible();
  await drag(3.5, 7.5);
  await expect(page).toHaveURL(/\?from=3&to=8$/);
  await expect(figures).toContainText(`of ${requestsIn(3, 8)}`);
  // Each stretch is asked for once: as the mouse lets go, not again by what shows it.
  expect(questions).toEqual(['?from=2&to=6', '?from=3&to=8']);
  await page.screenshot({ path: 'test-results/brush.png' });

  await page.goto(`/runs/${id}?from=0&to=3`);
  await expect(figures).toContainText(`of ${requestsIn(0, 3)}`);

  const again = throughputOf(page);
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

  await test.step('latencies of a choice of requests, by percentile and as a heatmap', async () => {
    const spectrum = page.getByRole('figure', { name: /by percentile/ });
    const before = await spectrum.getAttribute('aria-label');
    expect(before).toMatch(/Response time by percentile: p50 .*, max /);
    await page.getByRole('button', { name: 'All requests' }).click();
    await page.getByRole('button', { name: 'Only Cart' }).click();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/series=1$/);
    const cart = view.requests.find(({ name }) => name === 'Cart');
    await expect(figures).toContainText(`of ${cart?.count}`);
    await expect(page.getByRole('table', { name: 'Requests', exact: true }).getByRole('row')).toHaveCount(2);
    await page.getByRole('radio', { name: 'Service time' }).click();
    await page.getByRole('radio', { name: 'Log' }).click();
    await expect(page.getByRole('figure', { name: /Service time by percentile: p50/ })).toBeVisible();
    const heatmap = page.getByRole('slider', { name: /Service time, spread/ });
    await heatmap.focus();
    await page.keyboard.press('End');
    await expect(heatmap).toHaveAttribute('aria-valuetext', /requests \d+, fastest from/);
    await page.getByRole('button', { name: 'Table of Service time, spread' }).click();
    const rows = page.getByRole('region', { name: /spread, as a table/ }).getByRole('row');
    const counts = await rows.locator('td:first-of-type').allTextContents();
    expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(cart?.count);
  });

  await test.step('what was kept of a second, and its iteration once more', async () => {
    const { exchanges } = RunSamples.parse(await (await api.send('GET', `/api/runs/${id}/samples`)).json());
    const kept = exchanges.find(({ atMs }) => atMs > 1000);
    if (!kept) throw new Error('No exchange was kept');
    const second = Math.floor(kept.atMs / 1000);
    await page.goto(`/runs/${id}`);
    const chart = throughputOf(page);
    await chart.scrollIntoViewIfNeeded();
    const plot = await chart.boundingBox();
    if (!plot) throw new Error('The chart is not to be seen');
    await page.mouse.click(
      plot.x + (plot.width * (second + 0.5)) / Math.max(1, view.elapsedSeconds),
      plot.y + plot.height / 2,
    );
    const dialog = page.getByRole('dialog', { name: /Samples of second/ });
    await expect(dialog.getByRole('region', { name: 'Request', exact: true })).toContainText('GET');
    const before = target.received;
    await dialog.getByRole('button', { name: 'Replay this iteration' }).click();
    await expect(dialog.getByRole('status').filter({ hasText: 'It succeeded. 2 requests' })).toBeVisible({
      timeout: 60_000,
    });
    expect(target.received).toBe(before + 2);
    const replayed = dialog.getByRole('list', { name: 'Requests of the replay' });
    await expect(replayed.getByRole('listitem')).toHaveText([/^200Home/, /^200Cart/]);
    await replayed.getByText('Cart', { exact: true }).click();
    await expect(replayed).toContainText('{"ok":true}');
    await page.screenshot({ path: 'test-results/replay.png' });
    await page.keyboard.press('Escape');
  });

  await test.step('nearer, and back', async () => {
    await page.goto(`/runs/${id}?from=2&to=6`);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await expect(page).toHaveURL(/zoom=2-6$/);
    await expect(throughputOf(page)).toHaveAttribute('aria-valuemin', '2');
    await page.getByRole('button', { name: 'Later' }).click();
    await expect(page).toHaveURL(/zoom=4-8$/);
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await expect(throughputOf(page)).toHaveAttribute('aria-valuemin', '0');
  });

  await test.step('the run as a file, taken in again, and files that are none', async () => {
    const comes = page.waitForEvent('download');
    await page.getByRole('button', { name: /more/i }).click();
    await page.getByRole('menuitem', { name: 'Download the whole run' }).click();
    const download = await comes;
    expect(download.suggestedFilename()).toBe(`run-${id}.rehearsal`);
    const file = await download.path();
    await page.goto('/runs');
    await page.getByLabel('File of a run').setInputFiles(file);
    await expect(page).toHaveURL(new RegExp(`/runs/(?!${id})[\\w-]{20,}$`));
    await expect(figures).toContainText(`of ${view.totals.requests}`);
    // The same figures, beside the run that they came from.
    await expect(page.getByText('p95 level with that of brush at the same point.')).toBeVisible();
    await page.goto('/runs');
    const buffer = Buffer.from('not a run at all, whatever its name says');
    const none = { name: 'x.rehearsal', mimeType: 'application/octet-stream', buffer };
    await page.getByLabel('File of a run').setInputFiles(none);
    await expect(page.getByText('This is not the record of a run')).toBeVisible();
    await page.screenshot({ path: 'test-results/import.png' });
  });
});
