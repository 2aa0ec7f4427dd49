import { MAX_POINTS } from '@/lib/run/limits.ts';
import type { RunPoint, RunStatus, RunView } from '@/lib/run/view.ts';

/** How far a run has come; it never goes back. */
const PROGRESS: Record<RunStatus, number> = { queued: 0, starting: 1, running: 2, stopping: 3, finished: 4 };

/** The last second a view has points for without a gap from the start; -1 for none. What a viewer asks with. */
export function lastSecond(view: RunView | null): number {
  return view?.points.at(-1)?.second ?? (view?.pointsFrom ?? 0) - 1;
}

/**
 * Folds an update into what a viewer holds. Figures are the newer of both, whatever the order of arrival. Points are
 * kept from `pointsFrom` on without a gap and without a duplicate; what does not follow is left out, to be asked for again.
 * An ended run has the server's length, also when the viewer saw seconds that the server lost when it was killed.
 */
export function mergeView(held: RunView | null, update: RunView): RunView {
  const newest = held === null || isNewer(update, held) ? update : held;
  // The server has left out what came between: what is held would have a gap.
  const isCut = update.pointsFrom > lastSecond(held) + 1;
  const pointsFrom = isCut ? update.pointsFrom : (held?.pointsFrom ?? update.pointsFrom);
  const all = appendPoints(isCut ? [] : (held?.points ?? []), update.points, pointsFrom);
  // No page holds more, however long it is open, than one that is opened now.
  const points = all.length > MAX_POINTS ? all.slice(-MAX_POINTS) : all;
  const length = newest.status === 'finished' ? newest.elapsedSeconds : Number.POSITIVE_INFINITY;
  return {
    ...newest,
    pointsFrom: all.length > MAX_POINTS ? (points[0]?.second ?? pointsFrom) : pointsFrom,
    points: (points.at(-1)?.second ?? -1) < length ? points : points.filter(({ second }) => second < length),
  };
}

/** Whether seconds are missing that the server has: the viewer must ask again. */
export function hasGap(view: RunView): boolean {
  return lastSecond(view) + 1 < view.elapsedSeconds;
}

function isNewer(update: RunView, held: RunView): boolean {
  const ahead = PROGRESS[update.status] - PROGRESS[held.status];
  return ahead > 0 || (ahead === 0 && update.elapsedSeconds >= held.elapsedSeconds);
}

/** Returns `held` itself when nothing follows, so that charts need not draw again. */
function appendPoints(held: RunPoint[], update: RunPoint[], from: number): RunPoint[] {
  let next = (held.at(-1)?.second ?? from - 1) + 1;
  const fresh: RunPoint[] = [];
  for (const point of update) {
    if (point.second !== next) continue;
    fresh.push(point);
    next++;
  }
  return fresh.length === 0 ? held : [...held, ...fresh];
}
