import type { Browser, Page } from '@playwright/test';
import { median, medianAndMax } from '../statistics.ts';
import { madeUpPlan, NOWHERE } from './made-up-plan.ts';
import { DRAWN, measureOpening, OPENINGS, type OpeningFigures } from './measure-opening.ts';
import { ServedApp } from './served-app.ts';
import { WatchedPage } from './watched-page.ts';

const BRUSHES = 10;
const RESTARTS = 5;
/** What takes longer than this is not waited for. Milliseconds. */
const PATIENCE = 5000;

export type LongFigures = {
  hours: number;
  /** From the navigation to key figures on the screen, medians and the worst; milliseconds. */
  usefulMs: { first: number; median: number };
  /** On the wire until then, and until the page is at rest. */
  bytesUntilUseful: number;
  bytesAtRest: number;
  /** While it is brushed. */
  longestTask: number;
  /** While it is opened, and a page of ours that holds nothing. */
  opening: OpeningFigures;
  openingEmpty: OpeningFigures;
  /** A window of the record, as the API answers it; and from letting go of the mouse to its figures on the page. */
  windowMs: { median: number; max: number };
  brushMs: { median: number; max: number };
  /** Of a server that was started just now: how the page is opened, and the first window that it is asked for then. */
  restarted: { usefulMs: { median: number; max: number }; windowMs: { median: number; max: number } };
};

/** A record of many hours and 30 endpoints, opened and brushed in a browser. */
export async function measureLong(browser: Browser, { hours }: { hours: number }): Promise<LongFigures> {
  const app = await ServedApp.start({ madeUp: true });
  try {
    const seconds = hours * 3600;
    const id = await app.startRun(madeUpPlan({ seconds, speed: 1e9 }), NOWHERE);
    await app.runWhen(id, ({ status }) => status === 'finished', 600_000);
    console.log('The record is made.');
    const openings = [];
    for (let index = 0; index < OPENINGS; index++)
      openings.push(await open(browser, `${app.url}/runs/${id}`));
    console.log(`Opened: ${openings.map((one) => Math.round(one.usefulMs)).join(', ')} ms.`);
    const opening = await measureOpening(browser, `${app.url}/runs/${id}`, DRAWN);
    const openingEmpty = await measureOpening(browser, `${app.url}/tokens`, 'main h1');
    const watched = await WatchedPage.open(browser);
    await watched.page.goto(`${app.url}/runs/${id}`, { waitUntil: 'networkidle' });
    const opened = await watched.page.evaluate(() => performance.now());
    const brushes = await brush(watched.page, BRUSHES);
    console.log(`Brushed: ${brushes.map(Math.round).join(', ')} ms.`);
    const tasks = (await watched.longTasks()).filter(({ startMs }) => startMs >= opened);
    await watched.close();
    const windows: number[] = [];
    for (let index = 0; index < BRUSHES; index++)
      windows.push(await askForWindow(`${app.url}/api/runs/${id}`, seconds, index));
    const restarts: { usefulMs: number; windowMs: number }[] = [];
    for (let index = 0; index < RESTARTS; index++) {
      await app.restart();
      const { usefulMs } = await open(browser, `${app.url}/runs/${id}`);
      restarts.push({ usefulMs, windowMs: await askForWindow(`${app.url}/api/runs/${id}`, seconds, index) });
    }
    const told = restarts.map(({ usefulMs, windowMs }) => `${Math.round(usefulMs)}, ${Math.round(windowMs)}`);
    console.log(`Opened after a restart, and asked for a window: ${told.join('; ')} ms.`);
    return {
      hours,
      usefulMs: {
        first: openings[0]?.usefulMs ?? Number.NaN,
        median: median(openings.map((one) => one.usefulMs)),
      },
      bytesUntilUseful: Math.max(...openings.map((one) => one.bytesUntilUseful)),
      bytesAtRest: Math.max(...openings.map((one) => one.bytesAtRest)),
      longestTask: Math.max(0, ...tasks.map(({ ms }) => ms)),
      opening,
      openingEmpty,
      windowMs: medianAndMax(windows),
      brushMs: medianAndMax(brushes),
      restarted: {
        usefulMs: medianAndMax(restarts.map(({ usefulMs }) => usefulMs)),
        windowMs: medianAndMax(restarts.map(({ windowMs }) => windowMs)),
      },
    };
  } finally {
    await app.end();
  }
}

/** A window that nobody asked for before, each another one. Milliseconds. */
async function askForWindow(run: string, seconds: number, index: number): Promise<number> {
  const from = Math.floor((index / BRUSHES) * seconds * 0.4) + 7 * index + 1;
  const to = Math.min(seconds - 1, from + Math.floor(((index + 1) / BRUSHES) * seconds * 0.6) + 13);
  const began = performance.now();
  await (await fetch(`${run}/window?from=${from}&to=${to}`)).arrayBuffer();
  return performance.now() - began;
}

/** Everything is fetched anew: the browser has seen nothing of the app. */
async function open(browser: Browser, url: string) {
  const watched = await WatchedPage.open(browser);
  const session = await watched.page.context().newCDPSession(watched.page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await watched.page.goto(url, { waitUntil: 'commit' });
  await watched.page.waitForFunction(() => window.watched.usefulAtMs !== null);
  const bytesUntilUseful = bytes;
  const usefulMs = (await watched.usefulAtMs()) ?? Number.NaN;
  await watched.page.waitForLoadState('networkidle');
  const bytesAtRest = bytes;
  await watched.close();
  return { usefulMs, bytesUntilUseful, bytesAtRest };
}

/** Drags over a chart again and again; how long until the page shows the figures of each stretch. */
async function brush(page: Page, count: number): Promise<number[]> {
  const slider = page.getByRole('slider', { name: /Throughput/ });
  await slider.waitFor();
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    // Not under the bar that names the stretch.
    await slider.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const box = await slider.boundingBox();
    if (!box) throw new Error('The chart is not to be seen');
    const [from, to] = [0.05 + index * 0.01, 0.3 + (index / count) * 0.6];
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * from, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * to, y, { steps: 5 });
    const shown = page.evaluate(
      (patience) =>
        new Promise<number>((resolve) => {
          let began = 0;
          const told = () => document.querySelector('.sticky [role="status"]')?.textContent ?? '';
          const before = told();
          const armedAt = performance.now();
          document.addEventListener('pointerup', () => (began = performance.now()), {
            once: true,
            capture: true,
          });
          const look = () => {
            const said = told();
            const now = performance.now();
            if (began > 0 && said !== before && said.includes('as if that were')) resolve(now - began);
            else if (now - armedAt > patience) resolve(patience);
            else requestAnimationFrame(look);
          };
          look();
        }),
      PATIENCE,
    );
    // It listens before the mouse lets go.
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await page.mouse.up();
    times.push(await shown);
  }
  return times;
}
