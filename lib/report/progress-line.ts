import { formatCount, formatDurationClock, formatMs, formatPercent, formatRate } from '../format/format.ts';
import type { RunView } from '../run/view.ts';

/** One line about a run in progress: where it is, what it does now, how it goes. */
export function progressLine(view: RunView): string {
  const now = view.points.at(-1);
  const { totals } = view;
  const clock = formatDurationClock(view.elapsedSeconds);
  const length = view.plannedSeconds === null ? '' : ` of ${formatDurationClock(view.plannedSeconds)}`;
  const broken = view.thresholds.filter(({ passed }) => passed === false).length;
  return [
    `${clock}${length}`,
    `${formatCount(now?.vus ?? 0)} VUs`,
    formatRate(now?.requests ?? 0),
    `p95 ${formatMs(now?.p95 ?? null)}`,
    `${formatCount(totals.requests)} requests`,
    `${formatPercent(totals.requests === 0 ? 0 : totals.failed / totals.requests)} failed`,
    ...(broken > 0 ? [`${broken} ${broken === 1 ? 'threshold' : 'thresholds'} broken`] : []),
  ].join('  ');
}
