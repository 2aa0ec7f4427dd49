import type { Browser } from '@playwright/test';
import type { PlanInput } from '../../lib/plan/plan.ts';
import { startTarget } from '../target.ts';
import { LiveViewers } from './live-viewers.ts';
import { DRAWN, measureOpening, type OpeningFigures } from './measure-opening.ts';
import { ServedApp } from './served-app.ts';
import { WatchedPage } from './watched-page.ts';

const SETTLE_SECONDS = 10;
/** Each opening takes some seconds; the load lasts beyond them. */
const SECONDS_FOR_OPENINGS = 180;

export type LiveFigures = {
  requestsPerSecond: number;
  verdict: string | null;
  /** From the end of a request to its effect, milliseconds. */
  atViewers: { p50: number; p95: number; max: number };
  onScreen: { p50: number; p95: number; max: number };
  serverCores: number;
  /** While watching. Milliseconds. */
  longestTask: number;
  /** While the page was opened beside the load, and a page of ours that holds nothing. */
  opening: OpeningFigures;
  openingEmpty: OpeningFigures;
  asked: number;
  failed: number;
};

const planOf = (rate: number, seconds: number): PlanInput => ({
  version: 1,
  name: `${rate} requests a second`,
  scenarios: [
    {
      name: 'steady',
      executor: {
        type: 'constant-arrival-rate',
        rate,
        duration: `${seconds}s`,
        preAllocatedVUs: 100,
        maxVUs: 2000,
      },
      steps: [{ type: 'request', name: 'get', url: '/', checks: [{ source: 'status', value: 200 }] }],
    },
  ],
  thresholds: [{ metric: 'http_req_duration', rule: 'p(95)<500' }],
});

/**
 * Of requests that end evenly spread over a second of which the figures come `lateMs` after its end, how old each is when
 * it is seen.
 */
function agesOf(seconds: readonly { elapsed: number; atMs: number }[], startedAtMs: number, from: number) {
  const ages = seconds
    .filter(({ elapsed }) => elapsed > from)
    .flatMap(({ elapsed, atMs }) => {
      const lateMs = atMs - (startedAtMs + elapsed * 1000);
      return Array.from({ length: 20 }, (_, part) => lateMs + (part / 19) * 1000);
    })
    .sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(ages[Math.min(ages.length - 1, Math.floor(share * ages.length))] ?? Number.NaN);
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

/** Viewers of a run of so many requests a second, one of them a browser. */
export async function measureLive(
  browser: Browser,
  { viewers, rate, seconds }: { viewers: number; rate: number; seconds: number },
): Promise<LiveFigures> {
  const target = await startTarget({});
  const app = await ServedApp.start({ madeUp: false });
  const others = new LiveViewers(app.url);
  try {
    const length = seconds + SETTLE_SECONDS * 3 + SECONDS_FOR_OPENINGS;
    const id = await app.startRun(planOf(rate, length), {
      ...{ name: 'bench', baseUrl: target.url, variables: {}, maxVUs: 5000, maxRequestsPerSecond: 1_000_000 },
    });
    await app.runWhen(id, ({ elapsedSeconds }) => elapsedSeconds >= 1, 60_000);
    const watched = await WatchedPage.open(browser);
    await others.come(viewers - 1, id);
    watched.page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      if (request.method() === 'GET' && pathname.startsWith(`/api/runs/${id}/`))
        others.askToo(pathname + search);
    });
    await watched.page.goto(`${app.url}/runs/${id}`);
    await watched.page.getByRole('progressbar').waitFor();
    const { view } = await app.runWhen(id, () => true, 10_000);
    const settled = await app.runWhen(
      id,
      ({ elapsedSeconds }) => elapsedSeconds >= view.elapsedSeconds + SETTLE_SECONDS,
      60_000,
    );
    const from = settled.view.elapsedSeconds;
    const opened = await watched.page.evaluate(() => performance.now());
    const [cpuBefore, wallBefore] = [app.cpuMs(), performance.now()];
    const later = await app.runWhen(
      id,
      ({ elapsedSeconds }) => elapsedSeconds >= from + seconds,
      (seconds + 60) * 1000,
    );
    const serverCores = (app.cpuMs() - cpuBefore) / (performance.now() - wallBefore);
    const tasks = await watched.longTasks();
    const seen = await watched.seen();
    await watched.close();
    const opening = await measureOpening(browser, `${app.url}/runs/${id}`, DRAWN);
    const openingEmpty = await measureOpening(browser, `${app.url}/tokens`, 'main h1');
    const startedAtMs = Date.parse(later.view.startedAt ?? '');
    others.leave();
    await app.stopRun(id);
    await app.runWhen(id, ({ status }) => status === 'finished', 30_000);
    return {
      requestsPerSecond: later.view.totals.requestsPerSecond,
      verdict: later.view.generator.valid ? 'valid' : later.view.generator.reasons.join('; '),
      atViewers: agesOf(others.heard, startedAtMs, from),
      onScreen: agesOf(seen, startedAtMs, from),
      serverCores,
      longestTask: Math.max(0, ...tasks.filter(({ startMs }) => startMs >= opened).map(({ ms }) => ms)),
      opening,
      openingEmpty,
      asked: others.asked,
      failed: others.failed,
    };
  } finally {
    others.leave();
    await app.end();
    await target.stop();
  }
}
