import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from '@playwright/test';
import { measureHour } from './watch/measure-hour.ts';
import { measureLive } from './watch/measure-live.ts';
import { measureLong } from './watch/measure-long.ts';
import type { OpeningFigures } from './watch/measure-opening.ts';
import { launchBrowser } from './watch/watched-page.ts';

/**
 * What it costs to watch: viewers of a run at a high rate, a page that is open for an hour, and the record of a long run in
 * a browser. Usage: npm run bench:watch -- [--only live,hour,long] [--viewers 50] [--rate 10000] [--seconds 60]
 * [--speed 10] [--hours 8]. It wants a built app, nginx, Chromium and a machine that does nothing else.
 */

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'live,hour,long' },
    viewers: { type: 'string', default: '50' },
    rate: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '60' },
    speed: { type: 'string', default: '10' },
    hours: { type: 'string', default: '8' },
    out: { type: 'string', default: join(import.meta.dirname, 'results') },
  },
});
const parts = values.only.split(',');
const [viewers, rate, seconds, speed, hours] = [
  values.viewers,
  values.rate,
  values.seconds,
  values.speed,
  values.hours,
].map(Number);
if (!viewers || !rate || !seconds || !speed || !hours) throw new Error('These are numbers above 0.');

const rows: [what: string, wanted: string, measured: string][] = [];
const row = (what: string, wanted: string, measured: string) => {
  rows.push([what, wanted, measured]);
  console.log(`${what}: ${measured}${wanted ? ` (wanted: ${wanted})` : ''}`);
};
const ms = (value: number) => `${Math.round(value)} ms`;
const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
const spread = ({ p50, p95, max }: { p50: number; p95: number; max: number }) =>
  `p50 ${ms(p50)}, p95 ${ms(p95)}, max ${ms(max)}`;
const tasks = ({ wallMs, cpuMs }: OpeningFigures) =>
  `median ${ms(wallMs.median)}, max ${ms(wallMs.max)}; of CPU ${ms(cpuMs.median)}, max ${ms(cpuMs.max)}`;

async function withBrowser<T>(
  options: { first: boolean },
  use: (browser: Browser) => Promise<T>,
): Promise<T> {
  const browser = await launchBrowser(options);
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

try {
  if (parts.includes('live')) {
    const live = await withBrowser({ first: true }, (browser) =>
      measureLive(browser, { viewers, rate, seconds }),
    );
    row(
      `${viewers} viewers, asked for ${rate} requests/s`,
      '',
      `${Math.round(live.requestsPerSecond)}/s, ${live.verdict}`,
    );
    row('end of a request to the viewer', '2,000 ms', spread(live.atViewers));
    row('end of a request to the screen', '2,000 ms', spread(live.onScreen));
    row('CPU of the server', '1 core', `${live.serverCores.toFixed(2)} cores`);
    row('questions of the viewers', '', `${live.asked}, ${live.failed} of them failed`);
    row('longest task of the page, watching', '100 ms', ms(live.longestTask));
    row('longest task of the page, opening', '100 ms', tasks(live.opening));
    row('the same of a page of ours that holds nothing', '', tasks(live.openingEmpty));
  }
  if (parts.includes('hour')) {
    const hour = await withBrowser({ first: false }, (browser) => measureHour(browser, { speed }));
    for (const { share, heapBytes, nodes } of hour.held)
      row(`heap at ${share * 100} % of an hour`, 'flat', `${mb(heapBytes)}, ${nodes} DOM nodes`);
    row('longest task of a page with an hour behind it', '100 ms', ms(hour.longestTask));
  }
  if (parts.includes('long')) {
    const long = await withBrowser({ first: false }, (browser) => measureLong(browser, { hours }));
    row(
      `${hours} hours, 30 endpoints: first useful paint`,
      '1,500 ms',
      `${ms(long.usefulMs.median)}, the first time ${ms(long.usefulMs.first)}`,
    );
    row(
      'bytes until then',
      '2 MB',
      `${mb(long.bytesUntilUseful)}; ${mb(long.bytesAtRest)} when the page is at rest`,
    );
    row('longest task while it is opened', '100 ms', tasks(long.opening));
    row('the same of a page of ours that holds nothing', '', tasks(long.openingEmpty));
    row('longest task while it is brushed', '100 ms', ms(long.longestTask));
    row(
      'figures of any window, API',
      '300 ms',
      `median ${ms(long.windowMs.median)}, max ${ms(long.windowMs.max)}`,
    );
    row(
      'figures of any window, mouse to page',
      '300 ms',
      `median ${ms(long.brushMs.median)}, max ${ms(long.brushMs.max)}`,
    );
    const { usefulMs, windowMs } = long.restarted;
    row(
      'first useful paint just after a start of the server',
      '1,500 ms',
      `median ${ms(usefulMs.median)}, max ${ms(usefulMs.max)}`,
    );
    row('the first window then, API', '300 ms', `median ${ms(windowMs.median)}, max ${ms(windowMs.max)}`);
  }
} finally {
  const table = [
    '| | wanted | measured |',
    '|---|--:|--:|',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  ];
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, 'watch.md'), `${table.join('\n')}\n`);
}
