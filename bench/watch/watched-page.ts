import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { ensureChromium } from '../../scripts/ensure-chromium.mjs';

export type SeenSecond = { elapsed: number; atMs: number };
export type LongTask = { startMs: number; ms: number };

declare global {
  interface Window {
    watched: { seen: SeenSecond[]; tasks: LongTask[]; usefulAtMs: number | null };
  }
}

/** What is measured inside of a page: when figures are on the screen, and how long its main thread is blocked. */
function probe(): void {
  const here: Window['watched'] = { seen: [], tasks: [], usefulAtMs: null };
  window.watched = here;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      here.tasks.push({ startMs: startTime, ms: duration });
  }).observe({ type: 'longtask', buffered: true });
  let last = '';
  let isAsked = false;
  const look = () => {
    isAsked = false;
    // This frame is what is seen next.
    if (here.usefulAtMs === null && document.querySelector('[aria-label="Key figures"]'))
      here.usefulAtMs = performance.now();
    const bar = document.querySelector('[role="progressbar"][aria-label="Progress of the run"]');
    const text = bar?.previousElementSibling?.querySelector('span span')?.textContent ?? '';
    if (text === last || text === '') return;
    last = text;
    const elapsed = text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
    here.seen.push({ elapsed, atMs: Date.now() });
  };
  new MutationObserver(() => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(look);
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/**
 * `first`: a viewer's machine is not the one that generates the load, so that where root may say so, the browser's session goes before
 * all others of this one (autogroup, sched(7)). `nice` would not do: Chromium sets the nice value of each of its threads itself.
 */
export async function launchBrowser({ first }: { first: boolean }): Promise<Browser> {
  const chromiumPath = await ensureChromium((line: string) => console.error(line));
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-browser-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const executablePath = join(folder, 'chromium');
  const goFirst = first ? '{ echo -19 > /proc/self/autogroup; } 2>/dev/null\n' : '';
  writeFileSync(executablePath, `#!/bin/sh\n${goFirst}exec '${chromiumPath}' "$@"\n`, { mode: 0o700 });
  return chromium.launch({
    executablePath,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--js-flags=--expose-gc'],
  });
}

/** A page of the app as a person has it open, wide, with probes inside. */
export class WatchedPage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser): Promise<WatchedPage> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(probe);
    return new WatchedPage(page);
  }

  seen(): Promise<SeenSecond[]> {
    return this.page.evaluate(() => window.watched.seen);
  }

  longTasks(): Promise<LongTask[]> {
    return this.page.evaluate(() => window.watched.tasks);
  }

  /** Since the navigation began, milliseconds; null before. */
  usefulAtMs(): Promise<number | null> {
    return this.page.evaluate(() => window.watched.usefulAtMs);
  }

  /** What JavaScript holds once all garbage is collected, bytes, and how many DOM nodes there are. */
  async held(): Promise<{ heapBytes: number; nodes: number }> {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const { nodes } = await session.send('Memory.getDOMCounters');
    await session.detach();
    return { heapBytes: usedSize, nodes };
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
