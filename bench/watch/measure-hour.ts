import type { Browser } from '@playwright/test';
import { madeUpPlan, NOWHERE } from './made-up-plan.ts';
import { ServedApp } from './served-app.ts';
import { WatchedPage } from './watched-page.ts';

const HOUR = 3600;
const AT = [0.1, 0.5, 1] as const;

/** Seconds of a page that has an hour behind it. */
const WATCHED = 30;

export type HourFigures = {
  speed: number;
  /** Once garbage was collected, at a tenth, half and all of the hour. */
  held: { share: number; heapBytes: number; nodes: number }[];
  /** At one second a second, with the hour behind it. */
  longestTask: number;
};

/** A page that is open for an hour of a run of 30 endpoints, the hour being shortened. */
export async function measureHour(browser: Browser, { speed }: { speed: number }): Promise<HourFigures> {
  const app = await ServedApp.start({ madeUp: true });
  try {
    return { speed, held: await heldOver(browser, app, speed), longestTask: await longestTask(browser, app) };
  } finally {
    await app.end();
  }
}

async function heldOver(browser: Browser, app: ServedApp, speed: number): Promise<HourFigures['held']> {
  // It goes on a little, so that the last look is at a run that goes on.
  const id = await app.startRun(madeUpPlan({ seconds: HOUR + 30 * speed, speed }), NOWHERE);
  const watched = await WatchedPage.open(browser);
  await watched.page.goto(`${app.url}/runs/${id}`);
  const held: HourFigures['held'] = [];
  for (const share of AT) {
    await app.runWhen(id, ({ elapsedSeconds }) => elapsedSeconds >= share * HOUR, (HOUR / speed + 60) * 1000);
    held.push({ share, ...(await watched.held()) });
  }
  await watched.close();
  await app.stopRun(id);
  await app.runWhen(id, ({ status }) => status === 'finished', 60_000);
  return held;
}

async function longestTask(browser: Browser, app: ServedApp): Promise<number> {
  const plan = madeUpPlan({ seconds: HOUR + 600, speed: 1, head: HOUR });
  const id = await app.startRun(plan, { ...NOWHERE, name: 'nowhere else' });
  await app.runWhen(id, ({ elapsedSeconds }) => elapsedSeconds > HOUR, 60_000);
  const watched = await WatchedPage.open(browser);
  await watched.page.goto(`${app.url}/runs/${id}`);
  await watched.page.waitForLoadState('networkidle').catch(() => undefined);
  const opened = await watched.page.evaluate(() => performance.now());
  await app.runWhen(id, ({ elapsedSeconds }) => elapsedSeconds > HOUR + WATCHED, 120_000);
  const tasks = (await watched.longTasks()).filter(({ startMs }) => startMs > opened);
  await watched.close();
  await app.stopRun(id);
  return Math.max(0, ...tasks.map(({ ms }) => ms));
}
