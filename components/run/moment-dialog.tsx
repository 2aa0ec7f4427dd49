'use client';

import { useRunSamples } from '@/components/api/runs.ts';
import type { BrushedStretch } from '@/components/charts/brush.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import { formatDurationClock } from '@/lib/format/format.ts';
import type { RunView } from '@/lib/run/view.ts';
import { Exchanges } from './exchange-dialog.tsx';

/** What was kept of a second, or of the stretch that one value of a chart stands for. */
export function MomentDialog({
  view,
  stretch: { from, to },
  series,
  onClose,
}: {
  view: Pick<RunView, 'id' | 'status' | 'elapsedSeconds'>;
  stretch: BrushedStretch;
  /** Requests by their index in the record; null for all. */
  series: readonly number[] | null;
  onClose: () => void;
}) {
  const { data, error, isPlaceholderData } = useRunSamples(view.id, view, {
    from,
    to,
    series: series?.join(','),
  });
  const title =
    to - from <= 1
      ? `Samples of second ${formatDurationClock(from)}`
      : `Samples of ${formatDurationClock(from)} – ${formatDurationClock(to)}`;
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title={title} width="lg">
      {data && !isPlaceholderData ? (
        <Exchanges
          // Failures are what people look for.
          exchanges={data.exchanges.toSorted(
            (a, b) => Number(a.reason === 'slow') - Number(b.reason === 'slow'),
          )}
          empty={
            <p className="text-muted text-sm">
              Nothing was kept whole here. Of each cause of failures the first and last few are kept, and the
              slowest requests; “Failures by cause” and “Slowest requests” list them all.
            </p>
          }
        />
      ) : error ? (
        <p className="text-sm">They could not be read: {error.message}</p>
      ) : (
        <Loading what="Looking for what was kept…" />
      )}
    </Dialog>
  );
}
