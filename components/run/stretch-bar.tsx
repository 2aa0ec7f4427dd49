import { X, ZoomIn } from 'lucide-react';
import type { BrushedStretch } from '@/components/charts/brush.tsx';
import { Button } from '@/components/ui/button.tsx';
import { formatDurationClock, formatSpan } from '@/lib/format/format.ts';

/** Says that figures are those of a part of the run, and leads back to the whole. */
export function StretchBar({
  stretch,
  requests,
  warmUp,
  error,
  isReading,
  onZoom,
  onClear,
}: {
  stretch: BrushedStretch;
  /** How many are chosen; null for all. */
  requests: number | null;
  /** Seconds at the start that the verdict leaves out. */
  warmUp: number;
  error: Error | null;
  isReading: boolean;
  /** null when the charts show nothing else already. */
  onZoom: (() => void) | null;
  onClear: () => void;
}) {
  const { from, to } = stretch;
  const whose = requests === null ? ' of' : ` of ${requests === 1 ? 'one request' : `${requests} requests`},`;
  return (
    <div className="sticky top-0 z-10 flex flex-wrap items-center justify-between gap-3 rounded-lg border border-accent bg-surface px-4 py-2">
      <p role="status" className="text-sm">
        {error ? (
          `The figures of this part could not be read: ${error.message}`
        ) : (
          <>
            {isReading ? 'Reading the figures' : 'Figures, checks, failures and samples'}
            {whose}{' '}
            <strong className="tabular-nums">
              {formatDurationClock(from)} – {formatDurationClock(to)}
            </strong>{' '}
            ({formatSpan(to - from)})
            {isReading
              ? '…'
              : `, as if that were the whole run${from < warmUp ? ', its warm-up included' : ''}.`}
          </>
        )}
      </p>
      <span className="inline-flex gap-2">
        {onZoom ? (
          <Button size="sm" onClick={onZoom}>
            <ZoomIn aria-hidden />
            Zoom in
          </Button>
        ) : null}
        <Button size="sm" onClick={onClear}>
          <X aria-hidden />
          Whole run
        </Button>
      </span>
    </div>
  );
}
