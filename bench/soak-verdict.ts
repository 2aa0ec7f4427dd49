import { type SoakWindow, WINDOW_SECONDS } from './soak-watch.ts';
import { median, slope } from './statistics.ts';

export type Verdict = { passed: boolean; sentences: string[] };

const MB = 1024 * 1024;
/** What a run takes until caches, code and heaps have their size: they grow and shrink in steps. A leak goes on after it. */
const WARM_UP = 0.5;
/** Less growth than this over a whole run is what garbage collection does by itself. */
const NOTHING = { bytes: 12 * MB, share: 0.05 };
const STANDARD_ERRORS = 2;
const MINUTE = 60 / WINDOW_SECONDS;

export const totalRss = ({ supervisorRss, workersRss }: SoakWindow) =>
  workersRss.reduce((sum, bytes) => sum + bytes, supervisorRss);

/** How many windows are warm-up. */
export const warmUpOf = (windows: readonly SoakWindow[]) =>
  Math.max(Math.ceil(windows.length * WARM_UP), Math.min(MINUTE, Math.floor(windows.length / 4)));

/** Whether memory kept its size and the rate was held. */
export function soakVerdict(windows: readonly SoakWindow[], rate: number): Verdict {
  const after = windows.slice(warmUpOf(windows));
  const memory = after.map(totalRss);
  const atStart = median(windows.slice(0, MINUTE).map(totalRss));
  const first = median(memory.slice(0, MINUTE));
  const last = median(memory.slice(-MINUTE));
  const { perStep, error } = slope(memory, Math.min(10, Math.floor(memory.length / 3)));
  const grown = perStep * memory.length;
  const unsure = STANDARD_ERRORS * error * memory.length;
  const grew = grown - unsure > Math.max(NOTHING.bytes, first * NOTHING.share);

  const worst = Math.max(
    0,
    ...windows.map(({ requestsPerSecond }) => Math.abs(requestsPerSecond / rate - 1)),
  );
  const failed = windows.reduce((sum, one) => sum + one.failed, 0);
  const dropped = windows.reduce((sum, one) => sum + one.dropped, 0);
  const held = worst <= 0.005 && dropped === 0;
  const delay = Math.max(0, ...windows.map(({ sendDelayP99Ms }) => sendDelayP99Ms));
  const cpu = median(windows.map((one) => one.cpu));
  return {
    passed: !grew && held && failed === 0,
    sentences: [
      `Memory of all processes: ${mb(atStart)} MB in the first minute, ${mb(first)} MB after half of the time, ${mb(last)} MB in the last minute.`,
      Number.isFinite(unsure)
        ? `Fitted over the second half, it changed by ${mb(grown)} ± ${mb(unsure)} MB in ${minutes(memory.length)} minutes (two standard errors): it ${grew ? 'GREW' : 'did not grow'}.`
        : 'That is too short to say whether memory grows.',
      `Rate: the worst ${WINDOW_SECONDS} seconds were ${percent(worst)} off ${rate.toLocaleString('en')}/s, ${dropped} iterations were dropped: ${held ? 'held' : 'NOT held'} within 0.5 %.`,
      `Requests that failed: ${failed}. Send delay p99 in the worst ${WINDOW_SECONDS} seconds: ${delay.toFixed(1)} ms. CPU: ${percent(cpu)} of a core.`,
    ],
  };
}

const mb = (bytes: number) => (bytes / MB).toFixed(1);
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const minutes = (windows: number) => ((windows * WINDOW_SECONDS) / 60).toFixed(1);
