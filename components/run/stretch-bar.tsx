import { X } from 'lucide-react';
import type { BrushedStretch } from '@/components/charts/brush.tsx';
import { Button } from '@/components/ui/button.tsx';
import { formatDurationClock, formatSpan } from '@/lib/format/format.ts';

/** Says that figures are those of a stretch, and leads back to the whole run. */
export function StretchBar({
  stretch: { from, to },
  error,
  isReading,
  onClear,
}: {
  stretch: BrushedStretch;
  error: Error | null;
  isReading: boolean;
  onClear: () => void;
}) {
  return (
    <div className="sticky top-0 z-10 flex flex-wrap items-center justify-between gap-3 rounded-lg border border-accent bg-surface px-4 py-2">
      <p role="status" className="text-sm">
        {error ? `The figures of this stretch could not be read: ${error.message}` : null}
        {isReading ? 'Reading the figures of ' : error ? null : 'Figures, checks, failures and samples of '}
        {error ? null : (
          <>
            <strong className="tabular-nums">
              {formatDurationClock(from)} – {formatDurationClock(to)}
            </strong>{' '}
            ({formatSpan(to - from)}){isReading ? '…' : ', as if that were the whole run.'}
          </>
        )}
      </p>
      <Button size="sm" onClick={onClear}>
        <X aria-hidden />
        Whole run
      </Button>
    </div>
  );
}
