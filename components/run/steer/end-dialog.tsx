'use client';

import { useStopRun } from '@/components/api/runs.ts';
import { AlertDialog } from '@/components/ui/alert-dialog.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';
import type { Order } from '@/lib/steer/schema.ts';
import { useOwnName } from './own-name.ts';

export type HowToEnd = 'gracefully' | 'now';

/** Asks once, with the cursor on the answer. */
export function EndDialog({
  run,
  how,
  onGive,
  onClose,
}: {
  run: RunListItem;
  how: HowToEnd;
  onGive: (order: Order) => void;
  onClose: () => void;
}) {
  const stop = useStopRun();
  const by = useOwnName();
  const isNow = how === 'now';
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      quick
      title={isNow ? 'Stop this run now?' : 'Stop this run gracefully?'}
      description={
        isNow
          ? 'Load ends within a second; what is in progress is cut off. What was measured is kept.'
          : 'Nothing new starts; what is in progress may end within the graceful stop of its scenario.'
      }
      confirm={isNow ? 'Stop the run now' : 'Stop gracefully'}
      onConfirm={async () => {
        if (isNow) await stop.mutateAsync({ id: run.id, by });
        else onGive({ kind: 'stop' });
      }}
    />
  );
}
