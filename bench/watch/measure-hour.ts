import type { Browser } from '@playwright/test';
import { madeUpPlan, NOWHERE } from './made-up-plan.ts';
import { ServedApp } from './served-app.ts';
import { WatchedPage } from './watched-page.ts';

const HOUR = 3600;
const AT = [0.1, 0.5, 1] as const;

export type HourFigures = {
  speed: number;
  /** Once garbage was collected, at a tenth, half and all of the hour. */
  held: { share: number; heapBytes: number; nodes: number }[];
  longestTask: number;
};

/** A page that is open for an hour of a run of 30 endpoints, the hour being shortened. */
export async function measureHour(browser: Browser, { speed }: { speed: number }): Promise<HourFigures> {
  const app = await ServedApp.start({ madeUp: true });
  try {
    // It goes on a little, so that the last look is at a run that goes on.
    const id = await app.startRun(madeUpPlan(HOUR + 10 * speed, speed), NOWHERE);
    const watched = await WatchedPage.open(browser);
    await watched.page.goto(`${app.url}/runs/${id}`);
    const held: HourFigures['held'] = [];
    for (const share of AT) {
      await app.runWhen(
        id,
        ({ elapsedSeconds }) => elapsedSeconds >= share * HOUR,
        (HOUR / speed + 60) * 1000,
      );
      held.push({ share, ...(await watched.held()) });
    }
    // Those of the opening are measured where seconds take a second.
    const tasks = (await watched.longTasks()).filter(({ startMs }) => startMs > 10_000);
    await watched.close();
    await app.stopRun(id);
    return { speed, held, longestTask: Math.max(0, ...tasks.map(({ ms }) => ms)) };
  } finally {
    await app.end();
  }
}
