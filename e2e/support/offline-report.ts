import { pathToFileURL } from 'node:url';
import { expect, type Page } from '@playwright/test';

/** The report from the disk, in a browser without a network: its answer, and charts that can be pointed at and brushed. */
export async function opensOffline(page: Page, file: string, answer: RegExp): Promise<void> {
  const context = await page.context().browser()?.newContext({ offline: true });
  if (!context) throw new Error('There is no browser');
  const report = await context.newPage();
  const problems: string[] = [];
  report.on('pageerror', ({ message }) => problems.push(message));
  report.on('request', (request) => {
    if (!request.url().startsWith('file:')) problems.push(request.url());
  });
  await report.goto(pathToFileURL(file).href);
  await expect(report.locator('.answer')).toContainText(answer);
  const chart = report.getByRole('img', { name: /Response time p95/ });
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  if (!box) throw new Error('There is no chart');
  await report.mouse.move(box.x + box.width / 2, box.y + 50);
  await expect(report.locator('#p95 .legend')).toContainText(/candidate [\d.,]+ .*at \d+:\d\d/);
  const path = chart.locator('.candidate');
  const whole = await path.getAttribute('d');
  await report.mouse.down();
  await report.mouse.move(box.x + box.width * 0.75, box.y + 50);
  await report.mouse.up();
  expect(await path.getAttribute('d')).not.toBe(whole);
  await chart.dblclick();
  await expect(path).toHaveAttribute('d', whole ?? '');
  expect(problems).toEqual([]);
  await context.close();
}
