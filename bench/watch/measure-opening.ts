import type { Browser } from '@playwright/test';
import { z } from 'zod';
import { medianAndMax } from '../statistics.ts';
import { WatchedPage } from './watched-page.ts';

export const OPENINGS = 9;
/** Of the page of a run: there is something to look at. */
export const DRAWN = '[aria-label="Key figures"]';

/** What is drawn after the first figures belongs to the opening as well. Milliseconds. */
const UNTIL_AT_REST = 4000;

/** Of the longest task of each of several openings: how long the page did not answer, and for how much of that it computed. */
export type OpeningFigures = {
  /** As the page's own clock has it: the wait for a processor that others use is in it. Milliseconds. */
  wallMs: { median: number; max: number };
  /** What a machine with a free processor would have taken. Milliseconds. */
  cpuMs: { median: number; max: number };
};

/** Trace Event Format, in microseconds; `tdur` is CPU time of the thread. */
const TraceEvent = z.object({
  name: z.string(),
  pid: z.number(),
  tid: z.number(),
  dur: z.number().default(0),
  tdur: z.number().default(0),
  args: z.object({ beginData: z.object({ url: z.string().optional() }).optional() }).optional(),
});
const Trace = z.object({ traceEvents: z.array(TraceEvent) });

/** Opens a page several times, each time as a browser that has seen nothing of the app. */
export async function measureOpening(browser: Browser, url: string, drawn: string): Promise<OpeningFigures> {
  const longest = [];
  for (let index = 0; index < OPENINGS; index++) {
    const watched = await WatchedPage.open(browser);
    await browser.startTracing(watched.page, {
      categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'],
    });
    await watched.page.goto(url);
    await watched.page.locator(drawn).first().waitFor();
    await watched.page.waitForTimeout(UNTIL_AT_REST);
    const { traceEvents } = Trace.parse(JSON.parse((await browser.stopTracing()).toString()));
    await watched.close();
    longest.push(longestTaskOf(traceEvents, url));
  }
  return {
    wallMs: medianAndMax(longest.map(({ wallMs }) => wallMs)),
    cpuMs: medianAndMax(longest.map(({ cpuMs }) => cpuMs)),
  };
}

function longestTaskOf(events: readonly z.infer<typeof TraceEvent>[], url: string) {
  const mainThread = events.find(
    ({ name, args }) => name === 'ParseHTML' && args?.beginData?.url?.startsWith(url),
  );
  const tasks = events.filter(
    ({ name, pid, tid }) => name === 'RunTask' && pid === mainThread?.pid && tid === mainThread?.tid,
  );
  if (tasks.length === 0) throw new Error(`The trace has no task of ${url}.`);
  return {
    wallMs: Math.max(...tasks.map(({ dur }) => dur)) / 1000,
    cpuMs: Math.max(...tasks.map(({ tdur }) => tdur)) / 1000,
  };
}
