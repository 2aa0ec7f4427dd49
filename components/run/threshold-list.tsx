import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { cn } from '@/components/ui/class-names.ts';
import type { ThresholdFigures } from '@/lib/run/summary.ts';
import { readThreshold } from './threshold-reading.ts';

type State = 'holds' | 'broken' | 'open';
const LOOKS = {
  holds: { Icon: CircleCheck, word: 'holds', className: 'text-ok', bar: 'bg-ok' },
  broken: { Icon: CircleX, word: 'broken', className: 'text-fail', bar: 'bg-fail' },
  open: { Icon: CircleDashed, word: 'not decided', className: 'text-muted', bar: 'bg-muted' },
} as const satisfies Record<State, object>;

/** Every rule with its state, its value and how far that is from the limit. */
export function ThresholdList({ thresholds }: { thresholds: readonly ThresholdFigures[] }) {
  return (
    <Card>
      <CardHeader
        title={
          <>
            Thresholds{' '}
            <span className="font-normal text-muted text-xs">
              {thresholds.length === 0 ? '' : counted(thresholds)}
            </span>
          </>
        }
        className="pt-2 pb-1.5"
      />
      {thresholds.length === 0 ? (
        <p className="px-4 pb-4 text-muted text-sm">
          This plan has no thresholds, so its runs cannot fail. Add one in the plan, such as “p95 response
          time below 500 ms”.
        </p>
      ) : (
        <ul className="grid gap-px overflow-hidden rounded-b-lg border-border border-t bg-border lg:grid-cols-2">
          {thresholds.map((threshold) => (
            <Row key={`${threshold.metric} ${threshold.rule} ${threshold.over}`} threshold={threshold} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Row({ threshold }: { threshold: ThresholdFigures }) {
  const { what, allowed, value, distance, used, now } = readThreshold(threshold);
  const { Icon, word, className, bar } = LOOKS[stateOf(threshold)];
  return (
    <li
      className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 bg-surface px-4 py-1.5 lg:last:odd:col-span-2"
      title={`${threshold.metric}: ${threshold.rule}`}
    >
      <Icon aria-hidden className={cn('size-4', className)} />
      <div className="min-w-0">
        <span className="break-words text-sm">
          {what} <span className="whitespace-nowrap text-muted">{allowed}</span>
        </span>
        <span className="sr-only">: {word}</span>
      </div>
      <div className="flex flex-wrap items-baseline justify-end gap-x-2 text-right tabular-nums">
        {now === null ? null : <span className="text-muted text-xs">latest {now}</span>}
        <span className="text-muted text-xs">{distance}</span>
        <span className={cn('font-medium text-sm', className)}>{value ?? 'no value yet'}</span>
      </div>
      {used === null ? null : (
        <div aria-hidden className="col-span-2 col-start-2 h-1 overflow-hidden rounded-full bg-surface-2">
          <div className={cn('h-full', bar)} style={{ width: `${Math.min(1, used) * 100}%` }} />
        </div>
      )}
    </li>
  );
}

function stateOf({ passed }: ThresholdFigures): State {
  if (passed === null) return 'open';
  return passed ? 'holds' : 'broken';
}

function counted(thresholds: readonly ThresholdFigures[]): string {
  const of = (state: State) => thresholds.filter((threshold) => stateOf(threshold) === state).length;
  const states = Object.keys(LOOKS) as State[];
  return states
    .filter((state) => of(state) > 0)
    .map(
      (state) =>
        `${of(state)} ${of(state) === 1 && state === 'holds' ? 'holds' : { holds: 'hold', broken: 'broken', open: 'not decided' }[state]}`,
    )
    .join(', ');
}
