import { formatCount, formatDurationClock, formatSpan } from '@/lib/format/format.ts';
import type { Plan } from '@/lib/plan/plan.ts';
import { expectedRequests } from '@/lib/run/expected-requests.ts';
import type { RunView } from '@/lib/run/view.ts';
import { remainingSeconds } from './headline.ts';

/** How far a run is: elapsed, requests so far of about how many, remaining. `course` is the plan as it was steered. */
export function RunProgress({ view, course }: { view: RunView; course?: Plan }) {
  const { elapsedSeconds, plannedSeconds } = view;
  const rest = remainingSeconds(view);
  const expected = course ? expectedRequests(course, view) : null;
  const isOpen = view.plannedSeconds === null && view.acts.length > 0;
  const share =
    plannedSeconds === null || plannedSeconds === 0 ? null : Math.min(1, elapsedSeconds / plannedSeconds);
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap justify-between gap-x-4 text-muted text-sm tabular-nums">
        <span>
          <span className="font-medium text-text">{formatDurationClock(elapsedSeconds)}</span> elapsed
        </span>
        <span>
          <span className="font-medium text-text">{formatCount(view.totals.requests)}</span> requests
          {expected === null ? '' : ` of about ${about(expected)}`}
        </span>
        <span>{isOpen ? OPEN : restInWords(rest, plannedSeconds)}</span>
      </div>
      <div
        role="progressbar"
        aria-label="Progress of the run"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
        aria-valuetext={isOpen ? OPEN : restInWords(rest, plannedSeconds)}
        className="h-1.5 overflow-hidden rounded-full bg-surface-2 ring-1 ring-border ring-inset"
      >
        <div
          className={share === null ? 'h-full w-1/3 animate-pulse-soft bg-accent' : 'h-full bg-accent'}
          style={share === null ? undefined : { width: `${share * 100}%` }}
        />
      </div>
    </div>
  );
}

/** Two digits: it is no more than a guess. */
const about = (count: number) =>
  count < 100 ? String(count) : Number(count.toPrecision(2)).toLocaleString('en-US');

/** Somebody holds or pauses the load. */
const OPEN = 'ends some time after it goes on again';

function restInWords(rest: number | null, plannedSeconds: number | null): string {
  if (rest === null) return 'ends when its iterations are done';
  if (rest === 0) return 'schedule over, the last iterations are ending';
  return `${formatSpan(rest)} of ${formatSpan(plannedSeconds)} to go`;
}
