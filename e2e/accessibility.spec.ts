import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { unreadScriptPlan } from '../lib/script/script-plan.ts';
import { expect, test } from './support/app-fixture.ts';

/** No serious violation that axe can find, on any page: light and dark, wide and narrow. */

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

test('pages have no serious violation', async ({ browser, api, target, baseURL }) => {
  test.setTimeout(300_000);
  const environmentId = await api.createEnvironment({ name: 'Accessible', baseUrl: target.url });
  const planId = await api.createPlan({
    version: 1,
    name: 'Accessible',
    scenarios: [
      {
        name: 'Visitors',
        executor: { type: 'constant-vus', vus: 2, duration: '3s', gracefulStop: '1s' },
        steps: [
          { type: 'request', name: 'Home', url: '/', checks: [{ source: 'status', value: 201 }] },
          { type: 'think', time: { distribution: 'constant', duration: '100ms' } },
        ],
      },
    ],
    thresholds: [{ metric: 'http_req_duration', rule: 'p(95)<500' }],
  });
  const scriptId = await api.createPlan(
    unreadScriptPlan('Accessible script', 'main.js', {
      'main.js': {
        text: "import http from 'k6/http';\n// A comment\nexport default function () { http.get('x', 1); }",
      },
      'data.csv': { text: 'a,b' },
    }),
  );
  const runs = [];
  for (const release of ['1', '2']) runs.push(await api.createRun({ planId, environmentId, release }));
  for (const run of runs) await api.runWhen(run, ({ run }) => run.status === 'finished');
  const pages = [
    ['/plans', 'Plans'],
    ['/plans?new=1', 'New plan'],
    [`/plans/${planId}`, 'Steps'],
    [`/plans/${planId}?tab=thresholds`, 'Thresholds'],
    [`/plans/${planId}?tab=data`, 'Data'],
    [`/plans/${planId}?tab=yaml`, 'YAML'],
    [`/plans/${scriptId}`, 'Up to 1 user at once'],
    ['/runs', 'Runs'],
    [`/runs/${runs[0]}`, 'Checks'],
    [`/compare?baseline=${runs[0]}&candidate=${runs[1]}`, 'Candidate'],
    ['/compare', 'Compare'],
    [`/compare/trends?plan=${planId}&environment=${environmentId}`, 'Response time p95'],
    ['/environments', 'Environments'],
    [`/environments/${environmentId}`, 'Secrets'],
    ['/nowhere', 'Rehearsal'],
  ] as const;
  // Contrast follows from the colours and overflow from the width: each of both is looked at once, both at a time.
  const look = async (colorScheme: 'light' | 'dark', width: number) => {
    const context = await browser.newContext({
      baseURL,
      colorScheme,
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    for (const [path, text] of pages) {
      await page.goto(path);
      await expect(page.getByText(text).locator('visible=true').first()).toBeVisible();
      expect.soft(await violations(page), `${path}, ${colorScheme}, ${width} px`).toEqual([]);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect.soft(wider, `${path} does not scroll sideways at ${width} px`).toBeLessThanOrEqual(0);
    }
    expect.soft(problems, `errors in the console, ${colorScheme}, ${width} px`).toEqual([]);
    await context.close();
  };
  await Promise.all([look('light', 1440), look('dark', 390)]);
});
